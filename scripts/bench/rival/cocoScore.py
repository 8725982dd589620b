"""One scoring by pycocotools or faster-coco-eval: prints the seconds of reading and of scoring, and the figures."""

import contextlib
import gzip
import json
import sys
import time

side, ground_truth, detections = sys.argv[1:]
if side == "pycocotools":
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
else:
    from faster_coco_eval import COCO
    from faster_coco_eval import COCOeval_faster as COCOeval

FIGURES = ["AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"]


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as file:
        return json.load(file)


with contextlib.redirect_stdout(sys.stderr):
    start = time.perf_counter()
    truth = COCO()
    truth.dataset = read(ground_truth)
    truth.createIndex()
    found = truth.loadRes(read(detections))
    has_read = time.perf_counter()
    evaluation = COCOeval(truth, found, "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    has_scored = time.perf_counter()
figures = dict(zip(FIGURES, (float(value) for value in evaluation.stats)))
print(json.dumps({"read": has_read - start, "score": has_scored - has_read, "figures": figures}))
