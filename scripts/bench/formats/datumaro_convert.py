"""Times Datumaro's conversion of a COCO folder into another one; prints seconds and megabytes as JSON."""
import json
import resource
import sys
import time

from datumaro.components.dataset import Dataset

start = time.perf_counter()
dataset = Dataset.import_from(sys.argv[1], "coco")
dataset.export(sys.argv[2], "coco", save_media=False)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
