"""The contrastive loss in PyTorch as one would write it: the peer of ricercar.bench.LossBench.

usage: loss_torch.py FOLDER THREADS WARM_UP STEPS TEMPERATURE {ready,built}
FOLDER holds batch.safetensors with "z" [views, width], "clip" [views], "tags" [views, tags] of 0 and
1, "labelled" [views]. Each step is the loss, its gradient by z, and a step along it. "built" makes
the mask of positives in every step, "ready" once before.
Prints one JSON line: version, wall and CPU seconds of each timed step, resident bytes, all losses.
"""

import json
import math
import os
import resource
import sys
import time

import torch
from torch.nn import functional as F


def resident(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


AFTER_IMPORT = resident("VmRSS:")
RATE = 20.0


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())
    types = {"F32": torch.float32, "I64": torch.int64}
    return {
        name: torch.frombuffer(
            data,
            dtype=types[entry["dtype"]],
            count=math.prod(entry["shape"]),
            offset=entry["data_offsets"][0],
        ).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__"
    }


def positives(batch):
    clip, tags, labelled = batch["clip"], batch["tags"], batch["labelled"] > 0
    shared = (tags @ tags.T >= 1) & labelled[:, None] & labelled
    positive = (clip[:, None] == clip) | shared
    return positive.fill_diagonal_(False)


def contrast(z, positive, temperature):
    z = F.normalize(z, dim=1)
    logits = z @ z.T / temperature
    itself = torch.eye(len(z), dtype=torch.bool)
    logs = logits.masked_fill(itself, -1e9).log_softmax(1)
    weight = positive.sum(1)
    return -((logs * positive).sum(1) / weight.clamp(min=1)).mean()


def main():
    batch = read_safetensors(os.path.join(sys.argv[1], "batch.safetensors"))
    threads, warm_up, steps = map(int, sys.argv[2:5])
    temperature, mask = float(sys.argv[5]), sys.argv[6]
    torch.set_num_threads(threads)
    z = batch["z"].clone().requires_grad_(True)
    positive = positives(batch) if mask == "ready" else None
    wall, cpu, losses = [], [], []
    for step in range(warm_up + steps):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        loss = contrast(z, positives(batch) if positive is None else positive, temperature)
        loss.backward()
        with torch.no_grad():
            z -= RATE * z.grad
            z.grad.zero_()
        losses.append(loss.item())
        if step >= warm_up:
            wall.append(time.perf_counter() - wall_start)
            cpu.append(time.process_time() - cpu_start)
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "wall": wall,
                "cpu": cpu,
                "after_import": AFTER_IMPORT,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "losses": losses,
            }
        )
    )


main()
