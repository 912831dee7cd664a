"""EnCodec's encoder and quantiser in PyTorch as one would write them: the peer of
ricercar.bench.CodecBench.

usage: encodec_torch.py FOLDER THREADS WARM_UP STEPS
FOLDER holds config.json and model.safetensors (fused weights, no weight norm at work) and
clips.safetensors with "clips" [clips, 1, samples]; each step encodes the next clip.
Prints one JSON line: version, wall and CPU seconds of each timed step, resident bytes, the codes
of the timed steps.
"""

import json
import math
import os
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


def resident(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


AFTER_IMPORT = resident("VmRSS:")


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


class Conv(nn.Module):
    """Padded by reflection so that ⌈length / stride⌉ frames come out; not causal."""

    def __init__(self, channels_in, channels_out, kernel, stride=1):
        super().__init__()
        self.conv = nn.Conv1d(channels_in, channels_out, kernel, stride)
        self.kernel, self.stride = kernel, stride

    def forward(self, x):
        total = self.kernel - self.stride
        right = total // 2
        extra = -x.shape[-1] % self.stride
        if total + extra:
            x = F.pad(x, (total - right, right + extra), mode="reflect")
        return self.conv(x)


class Residual(nn.Module):
    def __init__(self, channels, hidden, kernel):
        super().__init__()
        self.block = nn.Sequential(
            nn.ELU(), Conv(channels, hidden, kernel), nn.ELU(), Conv(hidden, channels, 1)
        )

    def forward(self, x):
        return x + self.block(x)


class Memory(nn.Module):
    def __init__(self, width, layers):
        super().__init__()
        self.lstm = nn.LSTM(width, width, layers)

    def forward(self, x):
        y = x.permute(2, 0, 1)
        return (self.lstm(y)[0] + y).permute(1, 2, 0)


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        channels = config["num_filters"]
        layers = [Conv(config["audio_channels"], channels, config["kernel_size"])]
        for ratio in reversed(config["upsampling_ratios"]):
            hidden = channels // config["compress"]
            layers += [
                Residual(channels, hidden, config["residual_kernel_size"]),
                nn.ELU(),
                Conv(channels, 2 * channels, 2 * ratio, ratio),
            ]
            channels *= 2
        layers += [Memory(channels, config["num_lstm_layers"]), nn.ELU()]
        layers += [Conv(channels, config["hidden_size"], config["last_kernel_size"])]
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


def quantize(x, codebooks):
    """[frames, width] → [codebooks, frames]"""
    codes = []
    for book in codebooks:
        distances = x.square().sum(1, keepdim=True) - 2 * x @ book.T + book.square().sum(1)
        nearest = distances.argmin(1)
        x = x - book[nearest]
        codes.append(nearest)
    return torch.stack(codes)


def main():
    folder = sys.argv[1]
    threads, warm_up, steps = map(int, sys.argv[2:5])
    torch.set_num_threads(threads)
    with open(os.path.join(folder, "config.json")) as file:
        config = json.load(file)
    weights = read_safetensors(os.path.join(folder, "model.safetensors"))
    clips = read_safetensors(os.path.join(folder, "clips.safetensors"))["clips"]
    encoder = Encoder(config)
    own = {k[len("encoder.") :]: v for k, v in weights.items() if k.startswith("encoder.")}
    encoder.load_state_dict(own)
    encoder.eval()
    names = sorted(k for k in weights if k.startswith("quantizer."))
    codebooks = [weights[name] for name in names]
    wall, cpu, codes = [], [], []
    with torch.inference_mode():
        for step in range(warm_up + steps):
            clip = clips[step % len(clips)][None]
            wall_start, cpu_start = time.perf_counter(), time.process_time()
            latents = encoder(clip)[0].T
            found = quantize(latents, codebooks).tolist()
            if step >= warm_up:
                wall.append(time.perf_counter() - wall_start)
                cpu.append(time.process_time() - cpu_start)
                codes += [code for row in found for code in row]
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "wall": wall,
                "cpu": cpu,
                "after_import": AFTER_IMPORT,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "codes": codes,
            }
        )
    )


main()
