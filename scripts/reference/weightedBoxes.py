"""What the authors' own package makes of random boxes by weighted boxes fusion: test/fixtures/weightedBoxes.json holds it.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install ensemble-boxes==1.0.9
    /tmp/venv/bin/python scripts/reference/weightedBoxes.py > test/fixtures/weightedBoxes.json
"""

import json
import random

from ensemble_boxes import weighted_boxes_fusion

CLASSES = 3


def member(rng, objects):
    """Most of the objects, each moved a little, some of them twice or as another class, and some that are not there."""
    boxes, scores, labels = [], [], []
    seen = [one for one in objects if rng.random() < 0.8] + [one for one in objects if rng.random() < 0.15]
    for x1, y1, x2, y2, label in seen + [anything(rng) for _ in range(2)]:
        moved = [value + rng.uniform(-0.02, 0.02) for value in (x1, y1, x2, y2)]
        boxes.append([min(1, max(0, round(value, 4))) for value in moved])
        scores.append(round(rng.uniform(0.05, 0.99), 6))
        labels.append(label if rng.random() < 0.9 else rng.randrange(CLASSES))
    return boxes, scores, labels


def anything(rng):
    x1, y1 = rng.uniform(0.03, 0.6), rng.uniform(0.03, 0.6)
    return x1, y1, x1 + rng.uniform(0.1, 0.35), y1 + rng.uniform(0.1, 0.35), rng.randrange(CLASSES)


def case(seed, weights, iou):
    rng = random.Random(seed)
    objects = [anything(rng) for _ in range(6)]
    members = [member(rng, objects) for _ in weights]
    boxes, scores, labels = (list(part) for part in zip(*members))
    fused = weighted_boxes_fusion(boxes, scores, labels, weights=weights, iou_thr=iou, skip_box_thr=0.0)
    found = [dict(zip(("boxes", "scores", "labels"), one)) for one in members]
    expected = dict(zip(("boxes", "scores", "labels"), (part.tolist() for part in fused)))
    return {"weights": weights, "iou": iou, "members": found, "expected": expected}


CASES = [
    case(1, [1, 1], 0.55),
    case(2, [1, 1, 1], 0.55),
    case(3, [1, 1, 1, 1, 1], 0.4),
    case(4, [2, 1, 0.5], 0.55),
    case(5, [0.3, 0.9], 0.7),
]
print(json.dumps({"classes": CLASSES, "cases": CASES}))
