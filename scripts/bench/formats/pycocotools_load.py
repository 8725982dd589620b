"""Times pycocotools loading a COCO file into its index; prints seconds and megabytes as JSON."""
import json
import resource
import sys
import time

from pycocotools.coco import COCO

start = time.perf_counter()
COCO(sys.argv[1])
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
