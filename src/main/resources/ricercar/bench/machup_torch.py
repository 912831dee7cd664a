"""Steps of MaCHUP in PyTorch as one would write it: the peer of ricercar.bench.MachupStepBench.

usage: machup_torch.py FOLDER THREADS WARM_UP STEPS {default,fused}
FOLDER holds settings.json, model.safetensors and tokens.safetensors with "latents" [views, frames,
width], "codes" [views, frames, codebooks] and "visible" [steps, views, visible].
Prints one JSON line: version, wall and CPU seconds of each timed step, resident bytes, all losses,
some values of every weight after the last step.
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
SAMPLED = 64


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


def positions(tokens, width):
    channel = torch.arange(0, width, 2, dtype=torch.float64)
    angle = torch.arange(tokens, dtype=torch.float64)[:, None] * 10_000.0 ** (-channel / width)
    return torch.stack([angle.sin(), angle.cos()], 2).reshape(tokens, width).float()


class Machup(nn.Module):
    def __init__(self, weights, settings):
        super().__init__()
        width, latent = weights["input.weight"].shape
        hidden = weights["encoder.layers.0.linear1.weight"].shape[0]
        books = sum(name.startswith("heads.") and name.endswith(".weight") for name in weights)
        codes = weights["heads.0.weight"].shape[0]
        self.cls = nn.Parameter(torch.zeros(width))
        self.mask = nn.Parameter(torch.zeros(width))
        self.input = nn.Linear(latent, width)
        self.input_norm = nn.LayerNorm(width)

        def transformer(layers):
            layer = nn.TransformerEncoderLayer(
                width, settings["heads"], hidden, 0.0, "gelu", batch_first=True
            )
            return nn.TransformerEncoder(
                layer, layers, nn.LayerNorm(width), enable_nested_tensor=False
            )

        self.encoder = transformer(settings["encoder_layers"])
        self.decoder = transformer(settings["decoder_layers"])
        self.decoder_input = nn.Linear(width, width)
        self.heads = nn.ModuleList(nn.Linear(width, codes) for _ in range(books))
        self.projection = nn.Sequential(
            nn.Linear(width, width),
            nn.ReLU(),
            nn.Linear(width, weights["projection.2.weight"].shape[0]),
        )
        self.load_state_dict(weights)

    def encode(self, latents, visible):
        batch, frames, _ = latents.shape
        tokens = self.input(latents)
        width = tokens.shape[2]
        tokens = torch.cat([self.cls.expand(batch, 1, width), tokens], 1)
        tokens = self.input_norm(tokens + positions(frames + 1, width))
        kept = torch.cat([torch.zeros(batch, 1, dtype=torch.int64), visible + 1], 1)
        tokens = tokens.gather(1, kept[:, :, None].expand(-1, -1, width))
        return self.encoder(tokens)

    def decode(self, encoded, visible, frames):
        batch, _, width = encoded.shape
        kept = torch.cat([torch.zeros(batch, 1, dtype=torch.int64), visible + 1], 1)
        tokens = self.mask.expand(batch, frames + 1, width).scatter(
            1, kept[:, :, None].expand(-1, -1, width), self.decoder_input(encoded)
        )
        decoded = self.decoder(tokens + positions(frames + 1, width))[:, 1:]
        return torch.stack([head(decoded) for head in self.heads], 2)


def reconstruction(logits, codes, visible, delta):
    errors = F.cross_entropy(logits.flatten(0, 2), codes.flatten(), reduction="none")
    errors = errors.view(codes.shape).mean(2)
    seen = torch.zeros_like(errors).scatter(1, visible, 1.0)
    on_masked = (errors * (1 - seen)).sum(1) / (1 - seen).sum(1)
    on_visible = (errors * seen).sum(1) / seen.sum(1)
    return (delta * on_masked + (1 - delta) * on_visible).mean()


def contrast(projected, views, temperature):
    z = F.normalize(projected, dim=1)
    itself = torch.eye(len(z), dtype=torch.bool)
    logs = (z @ z.T / temperature).masked_fill(itself, -1e9).log_softmax(1)
    clip = torch.arange(len(z)) // views
    positive = (clip[:, None] == clip) & ~itself
    return -(logs * positive).sum(1).div(positive.sum(1)).mean()


def main():
    folder = sys.argv[1]
    threads, warm_up, steps = map(int, sys.argv[2:5])
    torch.set_num_threads(threads)
    with open(os.path.join(folder, "settings.json")) as file:
        settings = json.load(file)
    tokens = read_safetensors(os.path.join(folder, "tokens.safetensors"))
    latents, codes = tokens["latents"], tokens["codes"]
    model = Machup(read_safetensors(os.path.join(folder, "model.safetensors")), settings)
    fused = {"fused": True} if sys.argv[5] == "fused" else {}
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=settings["rate"], weight_decay=settings["weight_decay"], **fused
    )
    wall, cpu, losses = [], [], []
    for step in range(warm_up + steps):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        visible = tokens["visible"][step]
        optimiser.zero_grad()
        encoded = model.encode(latents, visible)
        logits = model.decode(encoded, visible, latents.shape[1])
        projected = model.projection(encoded[:, 1:]).mean(1)
        share = settings["lambda"]
        loss = share * reconstruction(logits, codes, visible, settings["delta"]) + (
            1 - share
        ) * contrast(projected, settings["views_of_a_clip"], settings["temperature"])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), settings["clip_norm"])
        optimiser.step()
        losses.append(loss.item())
        if step >= warm_up:
            wall.append(time.perf_counter() - wall_start)
            cpu.append(time.process_time() - cpu_start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    weights = []
    for _, values in sorted(model.state_dict().items()):
        values = values.flatten()
        weights += values[:: max(1, len(values) // SAMPLED)].tolist()
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "wall": wall,
                "cpu": cpu,
                "after_import": AFTER_IMPORT,
                "peak": peak,
                "losses": losses,
                "weights": weights,
            }
        )
    )


main()
