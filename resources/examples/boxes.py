"""A picture as a detector's input, and the detector's numbers as boxes of the picture, as Boxwright does it."""

import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

folder = Path(__file__).resolve().parent
model = json.loads((folder / "boxwright.json").read_text(encoding="utf-8"))
side = model["letterbox"]["side"]


def letterbox_of(width, height):
    """Scaled to fit, centred: input pixel = picture pixel * scale + offset."""
    scale = side / max(width, height)
    # Half up; Python's round goes to the even number.
    fitted = [max(1, int(size * scale + 0.5)) for size in (width, height)]
    scales = np.array([fitted[0] / width, fitted[1] / height])
    offsets = np.array([(side - fitted[0]) // 2, (side - fitted[1]) // 2])
    return fitted, scales, offsets


def read_picture(path):
    """Returns the input [1, side, side, 3] and the size of the picture."""
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    (width, height), _, (x, y) = letterbox_of(*picture.size)
    square = np.full((side, side, 3), model["letterbox"]["fill"], np.float32)
    square[y : y + height, x : x + width] = np.asarray(picture.resize((width, height), Image.Resampling.LANCZOS))
    return square[None], picture.size


def detect(boxes, probabilities, size, confidence=None):
    """Returns (class, confidence, [x1, y1, x2, y2] in pixels of the picture), the surest first."""
    rules = model["suppression"]
    voting = rules["voting"]
    confidence = rules["confidence"] if confidence is None else confidence
    categories = probabilities.argmax(1)
    scores = probabilities.max(1)
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] >= voting["confidence"]][: rules["mostCandidates"]]
    kept = []
    for row in order[scores[order] >= confidence]:
        rivals = [other for other in kept if categories[other] == categories[row]]
        if not rivals or overlaps(boxes[row], boxes[rivals]).max() <= rules["iou"]:
            kept.append(row)
        if len(kept) == rules["mostDetections"]:
            break
    found = []
    for place, row in enumerate(kept):
        # Boxes of a class that overlap a surer one lose confidence.
        surer = [other for other in kept[:place] if categories[other] == categories[row]]
        score = scores[row] * np.exp(-(overlaps(boxes[row], boxes[surer]) ** 2).sum() / rules["softness"])
        # The mean of all candidates over the same object is nearer to it than the surest alone.
        voters = order[categories[order] == categories[row]]
        ious = overlaps(boxes[row], boxes[voters])
        weights = np.where(ious >= voting["iou"], scores[voters] * np.exp(-((1 - ious) ** 2) / voting["spread"]), 0)
        box = weights @ boxes[voters] / weights.sum() if weights.sum() > 0 else boxes[row]
        x1, y1, x2, y2 = in_picture(box, size)
        if score >= confidence and x1 < x2 and y1 < y2:
            found.append((model["classes"][categories[row]], float(score), [x1, y1, x2, y2]))
    return sorted(found, key=lambda detection: -detection[1])


def in_picture(box, size):
    _, scales, offsets = letterbox_of(*size)
    corners = (np.reshape(box, (2, 2)) - offsets) / scales
    return np.clip(corners, 0, size).reshape(4).tolist()


def overlaps(box, others):
    """Intersection over union of a box with each of the others."""
    if len(others) == 0:
        return np.zeros(0)
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    shared = np.prod(np.maximum(sides, 0), axis=1)
    area = np.prod(box[2:] - box[:2])
    return shared / np.maximum(area + np.prod(others[:, 2:] - others[:, :2], axis=1) - shared, 1e-9)


def show(detections):
    for name, score, box in detections:
        print(name, f"{score:.3f}", *(f"{value:.1f}" for value in box))
