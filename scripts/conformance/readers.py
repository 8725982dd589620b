"""Reads exported datasets with pycocotools, Datumaro and Ultralytics; prints as JSON what each found and every warning.

usage: readers.py EXPORTS, a folder with one dataset for each format, named by its id.
Boxes are [class, x, y, width, height] in pixels, by the stem of the image's name.
"""

import io
import json
import logging
import os
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import without_torch

exports = Path(sys.argv[1])
messages = []


class Collector(logging.Handler):
    def emit(self, record):
        messages.append(record.getMessage())


def note_warning(message, category, filename, lineno, file=None, line=None):
    # What a library says of its own use of another one is not about the dataset.
    if not issubclass(category, (DeprecationWarning, FutureWarning, PendingDeprecationWarning)):
        messages.append(f"{category.__name__}: {message}")


def result_of(read):
    messages.clear()
    try:
        with redirect_stdout(io.StringIO()):
            images = read()
        return {"images": images, "warnings": list(messages)}
    except Exception as error:  # The report tells it; the other readers go on.
        return {"images": {}, "warnings": [*messages, f"{type(error).__name__}: {error}"]}


def with_pycocotools():
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    images = {}
    for path in sorted((exports / "coco" / "annotations").glob("*.json")):
        truth = COCO(str(path))
        names = {category["id"]: category["name"] for category in truth.loadCats(truth.getCatIds())}
        found = [
            {"image_id": a["image_id"], "category_id": a["category_id"], "bbox": a["bbox"], "score": 0.5}
            for a in truth.loadAnns(truth.getAnnIds())
        ]
        run = COCOeval(truth, truth.loadRes(found), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
        if abs(run.stats[0] - 1) > 1e-9:
            messages.append(f"{path.name}: every box as its own detection scores {run.stats[0]}")
        for image in truth.loadImgs(truth.getImgIds()):
            boxes = truth.loadAnns(truth.getAnnIds(imgIds=[image["id"]]))
            images[stem(image["file_name"])] = [[names[b["category_id"]], *b["bbox"]] for b in boxes]
    return images


def with_datumaro(folder, name, parts=(".",)):
    """`parts`: where each part of the split is a dataset of its own."""

    def read():
        from datumaro.components.annotation import AnnotationType
        from datumaro.components.dataset import Dataset

        images = {}
        for part in parts:
            dataset = Dataset.import_from(str(exports / folder / part), name)
            labels = dataset.categories()[AnnotationType.label]
            for item in dataset:
                boxes = [a for a in item.annotations if a.type == AnnotationType.bbox]
                images[stem(item.id)] = [[labels[b.label].name, *b.get_bbox()] for b in boxes]
        return images

    return read


def with_ultralytics():
    without_torch.install()
    os.environ["YOLO_CONFIG_DIR"] = tempfile.mkdtemp()
    os.environ["YOLO_OFFLINE"] = "true"
    with redirect_stdout(io.StringIO()):
        from ultralytics.data.utils import check_det_dataset, img2label_paths, verify_image_label
        from ultralytics.utils import LOGGER

    LOGGER.handlers = [Collector()]
    messages.clear()
    data = check_det_dataset(str(exports / "yolo" / "data.yaml"), autodownload=False)
    images = {}
    for part in ("train", "val", "test"):
        for file in sorted(Path(data[part]).rglob("*.*")) if data.get(part) else []:
            label = img2label_paths([str(file)])[0]
            args = (str(file), label, "", False, len(data["names"]), 0, 0, False)
            _, rows, shape, _, _, missing, _, _, corrupt, message = verify_image_label(args)
            if message or corrupt:
                messages.append(message)
            height, width = shape
            images[stem(file.relative_to(data[part]).as_posix())] = [
                [data["names"][int(c)], (x - w / 2) * width, (y - h / 2) * height, w * width, h * height]
                for c, x, y, w, h in (rows if rows is not None else [])
            ]
    return images


def stem(name):
    folder, _, file = name.replace("\\", "/").rpartition("/")
    base = file.rsplit(".", 1)[0] if file.lower().endswith((".jpg", ".png", ".tif", ".jpeg")) else file
    return f"{folder}/{base}" if folder else base


logging.getLogger().addHandler(Collector())
logging.getLogger().setLevel(logging.WARNING)
warnings.showwarning = note_warning
warnings.simplefilter("always")

readers = {
    "coco, pycocotools": with_pycocotools,
    "coco, Datumaro": with_datumaro("coco", "coco"),
    "voc, Datumaro": with_datumaro("voc", "voc"),
    "yolo-flat, Datumaro": with_datumaro("yolo-flat", "yolo"),
    "kitti, Datumaro": with_datumaro("kitti", "kitti"),
    "cvat, Datumaro": with_datumaro("cvat", "cvat", parts=("train", "val", "test")),
    "openimages, Datumaro": with_datumaro("openimages", "open_images"),
    "yolo, Ultralytics": with_ultralytics,
}
report = {name: result_of(read) for name, read in readers.items()}
print(json.dumps(report, default=float))
