"""What PyTorch's optimizers do in 20 steps: the figures that test/fixtures/optimizers.json holds.

Run once with any PyTorch (made with 2.15): python scripts/reference/optimizers.py > test/fixtures/optimizers.json
"""

import json

import torch

START = [0.9, -1.4, 0.05, 2.5, -0.3, 1.1]
SCALE = [1.0, 0.2, 3.0, 0.5, 8.0, 0.01]
CENTRE = [0.1, 0.4, -0.7, 1.9, 0.6, -2.0]
STEPS = 20

CASES = [
    {"optimizer": "sgd", "learningRate": 0.05, "momentum": 0.0},
    {"optimizer": "sgd", "learningRate": 0.05, "momentum": 0.9},
    {"optimizer": "sgd", "learningRate": 0.05, "momentum": 0.9, "dampening": 0.3},
    {"optimizer": "sgd", "learningRate": 0.02, "momentum": 0.9, "momentumForm": "nesterov", "weightDecay": 0.1},
    {"optimizer": "adagrad", "learningRate": 0.1},
    {"optimizer": "adagrad", "learningRate": 0.1, "weightDecay": 0.1},
    {"optimizer": "rmsprop", "learningRate": 0.01, "momentum": 0.0},
    {"optimizer": "rmsprop", "learningRate": 0.01, "momentum": 0.9, "weightDecay": 0.1},
    {"optimizer": "adam", "learningRate": 0.05},
    {"optimizer": "adam", "learningRate": 0.05, "weightDecay": 0.1},
    {"optimizer": "adamw", "learningRate": 0.05, "weightDecay": 0.1},
]


def optimizer_of(case, weights):
    rate = case["learningRate"]
    decay = case.get("weightDecay", 0.0)
    momentum = case.get("momentum", 0.0)
    if case["optimizer"] == "sgd":
        return torch.optim.SGD(
            [weights],
            lr=rate,
            momentum=momentum,
            dampening=case.get("dampening", 0.0),
            nesterov=case.get("momentumForm") == "nesterov",
            weight_decay=decay,
        )
    if case["optimizer"] == "rmsprop":
        return torch.optim.RMSprop([weights], lr=rate, momentum=momentum, weight_decay=decay)
    plain = {"adagrad": torch.optim.Adagrad, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}
    return plain[case["optimizer"]]([weights], lr=rate, weight_decay=decay)


def weights_after_each_step(case):
    weights = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    scale = torch.tensor(SCALE, dtype=torch.float64)
    centre = torch.tensor(CENTRE, dtype=torch.float64)
    optimizer = optimizer_of(case, weights)
    path = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        # A bowl with ripples: every gradient changes with the weight.
        (0.5 * scale * (weights - centre) ** 2 + torch.sin(weights)).sum().backward()
        optimizer.step()
        path.append(weights.tolist())
    return path


print(
    json.dumps(
        {
            "start": START,
            "scale": SCALE,
            "centre": CENTRE,
            "cases": [{"settings": case, "path": weights_after_each_step(case)} for case in CASES],
        }
    )
)
