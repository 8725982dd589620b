"""Prints the boxes of a picture: class, confidence, x1 y1 x2 y2. pip install tensorflow pillow; python example.py PICTURE"""

import sys

import tensorflow as tf

from boxes import detect, folder, model, read_picture, show

detector = tf.saved_model.load(str(folder / model["model"]["path"])).signatures["serving_default"]
images, size = read_picture(sys.argv[1])
outputs = detector(images=tf.constant(images))
show(detect(outputs["boxes"][0].numpy(), outputs["probabilities"][0].numpy(), size))
