"""Times Datumaro reading a COCO folder, or converting it into another one; prints seconds and megabytes as JSON."""
import json
import resource
import sys
import time

from datumaro.components.dataset import Dataset

step, folder = sys.argv[1:3]
start = time.perf_counter()
dataset = Dataset.import_from(folder, "coco")
if step == "read":
    boxes = sum(len(item.annotations) for item in dataset)
    assert boxes > 0, "Datumaro read no box"
else:
    dataset.export(sys.argv[3], "coco", save_media=False)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
