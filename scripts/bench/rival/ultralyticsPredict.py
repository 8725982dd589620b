"""Ultralytics' side of the prediction benchmark: YOLO11n over each folder of pictures that a line of the input names; prints seconds."""

import sys
import time

from ultralytics import YOLO

size = int(sys.argv[1])
model = YOLO("yolo11n.yaml")


def predict(folder):
    for _ in model.predict(source=folder, imgsz=size, device="cpu", stream=True, verbose=False):
        pass


print("ready", flush=True)
for line in sys.stdin:
    started = time.perf_counter()
    predict(line.strip())
    print(time.perf_counter() - started, flush=True)
