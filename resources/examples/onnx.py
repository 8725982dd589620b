"""Prints the boxes of a picture: class, confidence, x1 y1 x2 y2. pip install onnxruntime numpy pillow; python example.py PICTURE"""

import sys

import onnxruntime

from boxes import detect, folder, model, read_picture, show

session = onnxruntime.InferenceSession(str(folder / model["model"]["path"]))
images, size = read_picture(sys.argv[1])
boxes, probabilities = session.run(["boxes", "probabilities"], {"images": images})
show(detect(boxes[0], probabilities[0], size))
