"""PyTorch's side of the training benchmark: the layers of our detector from scratch, as PyTorch's users write them."""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

size, batch = int(sys.argv[1]), int(sys.argv[2])
device = "cuda" if sys.argv[3] == "gpu" else "cpu"
now = time.process_time if sys.argv[4] == "processor" else time.perf_counter
torch.backends.cudnn.benchmark = True
CLASSES, ANCHORS, CHANNELS = 3, 3, 96


def block(inputs, outputs, kernel, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


def separable(inputs, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, inputs, 3, 1, 1, groups=inputs, bias=False),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


class Bottleneck(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.inner = nn.Sequential(block(width, width // 2, 1), block(width // 2, width, 3))

    def forward(self, x):
        return x + self.inner(x)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        tower = lambda: nn.Sequential(separable(CHANNELS, CHANNELS), separable(CHANNELS, CHANNELS))
        self.box = nn.Sequential(tower(), nn.Conv2d(CHANNELS, ANCHORS * 5, 1))
        self.classes = nn.Sequential(tower(), nn.Conv2d(CHANNELS, ANCHORS * CLASSES, 1))

    def forward(self, x):
        n = x.shape[0]
        boxes = self.box(x).permute(0, 2, 3, 1).reshape(n, -1, 5)
        classes = self.classes(x).permute(0, 2, 3, 1).reshape(n, -1, CLASSES)
        return torch.cat([boxes, classes], 2)


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        stages, inputs = [], 3
        for index, width in enumerate([16, 32, 64, 128, 256]):
            down = block(inputs, width, 3, 2)
            stages.append(down if index == 0 else nn.Sequential(down, Bottleneck(width), Bottleneck(width)))
            inputs = width
        self.stages = nn.ModuleList(stages)
        lateral = lambda width: nn.Sequential(nn.Conv2d(width, CHANNELS, 1, bias=False), nn.BatchNorm2d(CHANNELS))
        self.lateral = nn.ModuleList([lateral(width) for width in (64, 128, 256)])
        self.blend = nn.ModuleList([separable(CHANNELS, CHANNELS) for _ in range(3)])
        self.heads = nn.ModuleList([Head() for _ in range(3)])

    def forward(self, x):
        maps = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        larger = lambda value: functional.interpolate(value, scale_factor=2, mode="nearest")
        coarse = self.blend[2](self.lateral[2](maps[4]))
        middle = self.blend[1](self.lateral[1](maps[3]) + larger(coarse))
        fine = self.blend[0](self.lateral[0](maps[2]) + larger(middle))
        return torch.cat([head(map_) for head, map_ in zip(self.heads, (fine, middle, coarse))], 1)


class Variant:
    def __init__(self, name):
        layout = torch.channels_last if name.endswith("channels-last") else torch.contiguous_format
        self.half = name.startswith("bfloat16")
        self.net = Detector().to(device, memory_format=layout)
        self.images = torch.randn(batch, 3, size, size, device=device).to(memory_format=layout)
        self.optimizer = torch.optim.AdamW(self.net.parameters(), lr=1e-4)

    def step(self):
        self.optimizer.zero_grad()
        with torch.autocast(device, dtype=torch.bfloat16, enabled=self.half):
            output = self.net(self.images)
        loss = output.float().square().mean()
        loss.backward()
        self.optimizer.step()
        return loss.item()


variants = {
    name: Variant(name) for name in ("float32", "float32-channels-last", "bfloat16", "bfloat16-channels-last")
}
print("ready", flush=True)
for line in sys.stdin:
    name, steps = line.split()
    started = now()
    for _ in range(int(steps)):
        variants[name].step()
    print((now() - started) / int(steps), flush=True)
