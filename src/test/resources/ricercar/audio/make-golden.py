"""Makes torchaudio.json with torch and torchaudio 2.7.1, from the signal of Signal.java."""

import json
import math
import pathlib

import torch
import torchaudio
from torchaudio.prototype.functional import chroma_filterbank


def signal(rate, seconds, level):
    state, out = 1, []
    for n in range(round(rate * seconds)):
        t = n / rate
        state = (state * 1664525 + 1013904223) % 2**32
        x = (0.3 * math.sin(2 * math.pi * 440 * t)
             + 0.2 * math.sin(2 * math.pi * (200 * t + 300 * t * t))
             + level * (state / 2**31 - 1))
        out.append(math.floor(32768 * x + 0.5) / 32768)
    return torch.tensor(out, dtype=torch.float64).float()


def rounded(tensor):
    return [float("%.7g" % v) for v in tensor.flatten().tolist()]


PRESETS = {
    "BULK": dict(lowpass_filter_width=16, rolloff=0.95),
    "KAISER_BEST": dict(lowpass_filter_width=64, rolloff=0.9475937167399596,
                        resampling_method="sinc_interp_kaiser", beta=14.769656459379492),
    "TORCHAUDIO_DEFAULT": {},
}

resampled = []
for preset, options in PRESETS.items():
    for old, new in [(44100, 22050), (44100, 32000), (22050, 44100), (48000, 22050)]:
        # In float32 torchaudio rounds its kernels to about 3e-6.
        x = signal(old, 0.02, 0.3).double()
        y = torchaudio.functional.resample(x, old, new, **options)
        resampled.append(dict(preset=preset, old=old, new=new, length=len(y), samples=rounded(y[::5])))

x = signal(22050, 0.5, 0.02)
mel_options = dict(n_fft=1024, hop_length=256, n_mels=40, f_min=30.0, f_max=11000.0)
mel = torchaudio.transforms.MelSpectrogram(22050, **mel_options)(x)
narrow = torchaudio.transforms.MelSpectrogram(16000, n_fft=512, hop_length=160, n_mels=80)(x)
mfcc = torchaudio.transforms.MFCC(22050, n_mfcc=13, melkwargs=mel_options)(x)
power = torchaudio.transforms.Spectrogram(2048, hop_length=512)(x)
chroma = torch.einsum("fc,ft->ct", chroma_filterbank(22050, 1025, 12), power)
chroma = chroma / chroma.amax(0, keepdim=True)


def table(tensor, step):
    return dict(shape=list(tensor.shape), step=step, values=rounded(tensor[:, ::step]))


golden = dict(
    resampled=resampled,
    mel=table(mel, 6),
    narrow=table(narrow, 15),
    mfcc=table(mfcc, 4),
    power=table(power[::8], 6),
    chroma=table(chroma, 3),
)
path = pathlib.Path(__file__).with_name("torchaudio.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
