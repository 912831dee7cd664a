"""Steps of SampleCNN in PyTorch as one would write it: the peer of ricercar.bench.SampleCnnBench.

usage: samplecnn_torch.py BATCH THREADS WARM_UP STEPS {default,fused}
Prints one JSON line: version, wall and CPU seconds of each step, resident bytes.
"""

import json
import resource
import sys
import time

import torch
from torch import nn


def resident(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


AFTER_IMPORT = resident("VmRSS:")
SAMPLES = 59049
CHANNELS = [128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512]
TEMPERATURE = 0.5


class Block(nn.Module):
    def __init__(self, channels_in, channels_out, stride, pool):
        super().__init__()
        self.conv = nn.Conv1d(channels_in, channels_out, 3, stride=stride, padding=1 if stride == 1 else 0)
        self.bn = nn.BatchNorm1d(channels_out)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool1d(3, 3) if pool else nn.Identity()

    def forward(self, x):
        return self.pool(self.relu(self.bn(self.conv(x))))


def model():
    last = len(CHANNELS) - 1
    blocks = [
        Block(1 if i == 0 else CHANNELS[i - 1], c, 3 if i == 0 else 1, 0 < i < last)
        for i, c in enumerate(CHANNELS)
    ]
    return nn.Sequential(*blocks, nn.Flatten())


def loss_of(embeddings):
    z = nn.functional.normalize(embeddings, dim=1)
    similarity = z @ z.T / TEMPERATURE
    similarity = similarity.masked_fill(torch.eye(len(z), dtype=torch.bool), -1e9)
    target = torch.arange(len(z)) ^ 1
    return nn.functional.cross_entropy(similarity, target)


def main():
    batch, threads, warm_up, steps = map(int, sys.argv[1:5])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    encoder = model()
    fused = {"fused": True} if sys.argv[5] == "fused" else {}
    optimiser = torch.optim.AdamW(encoder.parameters(), lr=1e-3, weight_decay=1e-6, **fused)
    waveforms = torch.rand(batch, 1, SAMPLES) * 2 - 1
    wall, cpu, losses = [], [], []
    for step in range(warm_up + steps):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        optimiser.zero_grad()
        loss = loss_of(encoder(waveforms))
        loss.backward()
        optimiser.step()
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
