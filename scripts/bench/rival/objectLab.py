"""ObjectLab of cleanlab on labels and detections from standard input; its scores per kind to standard output, both JSON.

In:  {"classes": K, "images": [{"labels": [[class, x1, y1, x2, y2]], "detections": [[class, x1, y1, x2, y2, score]]}]}
Out: {"swapped": [per image: score of each label], "located": [the same], "overlooked": [per image: score of each detection]}
A low score is an error; null says nothing.
"""
import json
import math
import sys

import numpy as np
from cleanlab.object_detection.rank import (
    compute_badloc_box_scores,
    compute_overlooked_box_scores,
    compute_swap_box_scores,
)

given = json.load(sys.stdin)
classes = given["classes"]
labels, predictions, orders = [], [], []
for image in given["images"]:
    boxes = np.array([label[1:] for label in image["labels"]], dtype=float).reshape(-1, 4)
    labels.append({"bboxes": boxes, "labels": np.array([label[0] for label in image["labels"]], dtype=int)})
    rows = image["detections"]
    # cleanlab wants detections by class, and answers in that order.
    by_class = [[place for place, row in enumerate(rows) if row[0] == one] for one in range(classes)]
    orders.append([place for places in by_class for place in places])
    prediction = np.empty(classes, dtype=object)
    for one, places in enumerate(by_class):
        prediction[one] = np.array([rows[place][1:] for place in places], dtype=float).reshape(-1, 5)
    predictions.append(prediction)

together = {"labels": labels, "predictions": predictions}


def plain(scores):
    return [None if math.isnan(score) else float(score) for score in np.asarray(scores, dtype=float).reshape(-1)]


overlooked = []
for scores, order in zip(compute_overlooked_box_scores(**together), orders):
    row = [None] * len(order)
    for place, score in zip(order, plain(scores)):
        row[place] = score
    overlooked.append(row)
json.dump(
    {
        "swapped": [plain(scores) for scores in compute_swap_box_scores(**together)],
        "located": [plain(scores) for scores in compute_badloc_box_scores(**together)],
        "overlooked": overlooked,
    },
    sys.stdout,
)
