"""Ultralytics' side of the detector benchmark: YOLO11n from scratch for so many seconds, then its own figures on the test part."""

import json
import sys
from pathlib import Path

from ultralytics import YOLO

folder, size, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
data = next(folder.rglob("data.yaml"))
model = YOLO("yolo11n.yaml")
model.train(
    data=str(data), imgsz=size, time=seconds / 3600, batch=16, device="cpu", workers=2, project=str(folder / "rival"), verbose=False, plots=False
)
# Where it lies depends on the version.
best = YOLO(model.trainer.best)
figures = best.val(data=str(data), imgsz=size, split="test", device="cpu", verbose=False, plots=False)
print(json.dumps({"ap50": float(figures.box.map50), "ap": float(figures.box.map)}))
