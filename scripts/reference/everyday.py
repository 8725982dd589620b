"""
Makes test/fixtures/everyday: three photographs and what the shipped detector finds in them, worked out in numpy from the
weights alone (convolutions, priors, decoding, suppression written anew here, after the papers and MediaPipe's graph for this
network; nothing is shared with the detector in TypeScript).

  python3 -m venv /tmp/reference && /tmp/reference/bin/pip install numpy==2.1.3 pillow==11.0.0
  pip download --no-deps scikit-image==0.22.0 -d /tmp/reference
  /tmp/reference/bin/python scripts/reference/everyday.py /tmp/reference/scikit_image-0.22.0-*.whl
"""
import io
import json
import pathlib
import sys
import zipfile

import numpy as np
from PIL import Image

project = pathlib.Path(__file__).resolve().parents[2]
weights = project / 'resources' / 'weights'
target = project / 'test' / 'fixtures' / 'everyday'
side = 300
names = ('Bicycle,Boot,Laptop,Person,Chair,Cattle,Desk,Cat,Computer mouse,Computer monitor,Box,Mug,Coffee cup,'
         'Stationary bicycle,Table,Bottle,High heels,Vehicle,Footwear,Dog,Book,Camera,Car').split(',')
confidence, suppression_iou = 0.1, 0.6


def read_weights():
    values = np.fromfile(weights / 'ssd_mnv2_oid.f16.bin', dtype='<f2').astype(np.float32)
    tensors = {}
    for entry in json.loads((weights / 'ssd_mnv2_oid.json').read_text()):
        size = int(np.prod(entry['shape']))
        tensors[entry['name']] = values[entry['offset']:entry['offset'] + size].reshape(entry['shape'])
    return json.loads((weights / 'ssd_mnv2_oid.graph.json').read_text()), tensors


def padded(x, kernel, stride):
    """TensorFlow's SAME: as many outputs as strides begin, the odd pixel of padding at the end."""
    height, width, _ = x.shape
    pads = []
    for length in (height, width):
        total = max((-(-length // stride) - 1) * stride + kernel - length, 0)
        pads.append((total // 2, total - total // 2))
    return np.pad(x, (*pads, (0, 0)))


def windows(x, kernel, stride):
    x = padded(x, kernel, stride)
    view = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), axis=(0, 1))[::stride, ::stride]
    return view  # height, width, channels, kernel, kernel


def forward(x):
    graph, tensors = read_weights()
    out = {'input': x}
    for layer in graph:
        if layer['type'] == 'add':
            out[layer['name']] = out[layer['inputs'][0]] + out[layer['inputs'][1]]
            continue
        kernel, bias = tensors[layer['name'] + '/kernel'], tensors[layer['name'] + '/bias']
        view = windows(out[layer['input']], kernel.shape[0], layer['stride'])
        if layer['type'] == 'conv':
            y = np.tensordot(view, kernel.transpose(2, 0, 1, 3), axes=3)
        else:
            y = np.einsum('hwcij,ijc->hwc', view, kernel[..., 0])
        y = y + bias
        out[layer['name']] = np.clip(y, 0, 6) if layer['act'] == 'relu6' else y
    boxes = np.concatenate([out[k].reshape(-1, 4) for k in ('op130', 'op176', 'op190', 'op204', 'op218', 'op232')])
    scores = np.concatenate([out[k].reshape(-1, 24) for k in ('op134', 'op180', 'op194', 'op208', 'op222', 'op238')])
    return boxes, 1 / (1 + np.exp(-scores[:, 1:])), out['op170'].mean(axis=(0, 1))


def anchors():
    """MediaPipe's SsdAnchorsCalculator: 6 layers, strides 16 to 512, scales 0.2 to 0.95, fewer boxes in the lowest layer."""
    strides = [16, 32, 64, 128, 256, 512]
    scale_of = lambda i: 0.2 + (0.95 - 0.2) * i / (len(strides) - 1)
    rows = []
    for layer, stride in enumerate(strides):
        count = -(-side // stride)
        if layer == 0:
            shapes = [(0.1, 1.0), (0.2, 2.0), (0.2, 0.5)]
        else:
            scale, following = scale_of(layer), 1.0 if layer == 5 else scale_of(layer + 1)
            shapes = [(scale, ratio) for ratio in (1.0, 2.0, 0.5, 3.0, 1 / 3)] + [((scale * following) ** 0.5, 1.0)]
        for y in range(count):
            for x in range(count):
                for scale, ratio in shapes:
                    rows.append(((x + 0.5) / count, (y + 0.5) / count, scale * ratio ** 0.5, scale / ratio ** 0.5))
    return np.array(rows)


def decode(encoded):
    a = anchors()
    assert len(a) == len(encoded) == 1917
    y, x = encoded[:, 0] / 10 * a[:, 3] + a[:, 1], encoded[:, 1] / 10 * a[:, 2] + a[:, 0]
    h, w = np.exp(encoded[:, 2] / 5) * a[:, 3], np.exp(encoded[:, 3] / 5) * a[:, 2]
    return np.stack([x - w / 2, y - h / 2, x + w / 2, y + h / 2], axis=1)


def iou(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    area = lambda c: (c[2] - c[0]) * (c[3] - c[1])
    return width * height / (area(a) + area(b) - width * height)


def detections(picture):
    encoded, probabilities, features = forward(np.asarray(picture, dtype=np.float32) / 127.5 - 1)
    boxes, best = decode(encoded), probabilities.argmax(axis=1)
    order = [i for i in np.argsort(-probabilities.max(axis=1), kind='stable') if probabilities[i].max() >= confidence]
    kept = []
    for i in order:
        if all(best[i] != best[k] or iou(boxes[i], boxes[k]) <= suppression_iou for k in kept):
            kept.append(i)
    found = [{'class': names[best[i]], 'score': round(float(probabilities[i].max()), 5),
              'box': [round(float(v), 5) for v in np.clip(boxes[i], 0, 1)]} for i in kept]
    return found, features


def main():
    target.mkdir(parents=True, exist_ok=True)
    expected = {}
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for name in ('chelsea', 'coffee', 'astronaut'):
            photo = Image.open(io.BytesIO(wheel.read(f'skimage/data/{name}.png'))).convert('RGB')
            # In the side of the network's input: what a library does to make a picture smaller is not what is tested.
            small = photo.resize((side, side), Image.LANCZOS)
            small.save(target / f'{name}.png', optimize=True)
            found, features = detections(small)
            expected[name] = {'detections': found, 'features': [round(float(v), 4) for v in features[:16]]}
    (target / 'expected.json').write_text(json.dumps(expected, indent=1) + '\n')
    for name, entry in expected.items():
        print(name, [(d['class'], d['score']) for d in entry['detections'][:4]])


main()
