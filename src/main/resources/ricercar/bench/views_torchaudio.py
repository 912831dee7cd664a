"""The other side of the views benchmark: CLMR's chain in Python, by torchaudio and SoX.

Reads lines "OPERATION COUNT SEED" and answers each with the process's CPU milliseconds per view.
Filters are torchaudio's biquads: it has no windowed-sinc filter, and these do less work.
"""

import random
import sys
import time

import torch
import torchaudio
from torchaudio.functional import highpass_biquad, lowpass_biquad
from torchaudio.sox_effects import apply_effects_tensor

RATE = 22050
SAMPLES = 59049


def polarity(x):
    return -x


def noise(x):
    return x + torch.randn_like(x) * (random.uniform(1e-4, 1e-2) * x.std())


def gain(x):
    return (x * 10 ** (random.uniform(-20, -1) / 20)).clamp(-1, 1)


def high_pass(x):
    return highpass_biquad(x, RATE, random.uniform(200, 1200))


def low_pass(x):
    return lowpass_biquad(x, RATE, random.uniform(2200, 4000))


def delay(x):
    offset = random.choice(range(200, 500, 50)) * RATE // 1000
    late = torch.zeros_like(x)
    late[:, offset:] = x[:, :-offset]
    return (x + late * 0.5) / 2


def pitch(x):
    effects = [["pitch", str(random.randint(-700, 700))], ["rate", str(RATE)]]
    y, _ = apply_effects_tensor(x, RATE, effects)
    return torch.nn.functional.pad(y, (0, SAMPLES - y.shape[1]))  # a negative pad cuts


def reverb(x):
    room = [str(random.randrange(100)) for _ in range(3)]
    return apply_effects_tensor(x, RATE, [["reverb", *room], ["channels", "1"]])[0]


def clmr(x):
    if random.random() < 0.8:
        x = polarity(x)
    if random.random() < 0.01:
        x = noise(x)
    if random.random() < 0.3:
        x = gain(x)
    if random.random() < 0.8:
        x = high_pass(x) if random.random() < 0.5 else low_pass(x)
    if random.random() < 0.3:
        x = delay(x)
    if random.random() < 0.6:
        x = pitch(x)
    if random.random() < 0.6:
        x = reverb(x)
    return x


OPERATIONS = {f.__name__: f for f in (clmr, pitch, reverb, high_pass, low_pass, delay, noise, gain)}


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    t = torch.arange(SAMPLES) / RATE
    x = 0.1 * torch.randn(1, SAMPLES) + 0.3 * torch.sin(2 * torch.pi * 220 * t)
    reverb(pitch(x))
    print(f"torch {torch.__version__}, torchaudio {torchaudio.__version__}", flush=True)
    for line in sys.stdin:
        name, count, seed = line.split()
        random.seed(int(seed))
        operation = OPERATIONS[name]
        start = time.process_time()
        for _ in range(int(count)):
            operation(x)
        print(1000 * (time.process_time() - start) / int(count), flush=True)


main()
