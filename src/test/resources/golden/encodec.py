"""Writes the EnCodec cases beside it: narrow codecs with random weights by `transformers`.

    pip install torch==2.7.1 transformers==4.57.1 safetensors && python encodec.py

Each folder has the layout of the shared golden cases (config.json, model.safetensors, cases.json);
of chunked codecs the cases hold every chunk's codes and scale instead of latents.
"""

import json
import pathlib

import torch
from safetensors.torch import save_file
from transformers import EncodecConfig, EncodecModel, PretrainedConfig

HERE = pathlib.Path(__file__).parent
NARROW = dict(hidden_size=8, codebook_dim=8, num_filters=2, codebook_size=64)
PUBLISHED_24K = dict(
    sampling_rate=24_000, audio_channels=1, upsampling_ratios=[8, 5, 4, 2], use_causal_conv=True,
    use_conv_shortcut=True, norm_type="weight_norm", target_bandwidths=[0.9, 1.8],
)
PUBLISHED_48K = dict(
    sampling_rate=48_000, audio_channels=2, upsampling_ratios=[8, 5, 4, 2], use_causal_conv=False,
    use_conv_shortcut=True, norm_type="time_group_norm", normalize=True, chunk_length_s=0.05,
    overlap=0.02, target_bandwidths=[3.6],
)


def model(seed, settings):
    torch.manual_seed(seed)
    codec = EncodecModel(EncodecConfig(**NARROW, **settings)).eval()
    for layer in codec.quantizer.layers:
        layer.codebook.embed.copy_(torch.randn_like(layer.codebook.embed) * 0.3)
    return codec


def rounded(tensor, digits=7):
    return [round(v, digits) for v in tensor.flatten().tolist()]


def whole(codec, samples):
    sound = torch.round(torch.randn(1, 1, samples) * 2e3) / 1e4
    latents = codec.encoder(sound)
    codes = codec.quantizer.encode(latents, codec.config.target_bandwidths[-1]).transpose(0, 1)
    decoded = codec.decoder(codec.quantizer.decode(codes.transpose(0, 1)))
    return dict(
        samples=samples, waveform=rounded(sound),
        latents=[rounded(row) for row in latents[0].T], codes=codes[0].tolist(),
        decoded=rounded(decoded),
    )


def chunked(codec, samples):
    sound = torch.round(torch.randn(1, 2, samples) * 2e3) / 1e4
    encoded = codec.encode(sound, bandwidth=codec.config.target_bandwidths[-1])
    codes = [chunk[0].tolist() for chunk in encoded.audio_codes]
    if encoded.last_frame_pad_length > 0:
        codes[-1] = [row[: -encoded.last_frame_pad_length] for row in codes[-1]]
    decoded = codec.decode(
        encoded.audio_codes, encoded.audio_scales,
        last_frame_pad_length=encoded.last_frame_pad_length,
    )
    return dict(
        samples=samples, waveform=[rounded(channel) for channel in sound[0]],
        codes=codes,
        scales=[float(scale) for scale in encoded.audio_scales],
        decoded=[rounded(channel) for channel in decoded.audio_values[0]],
    )


def write(name, codec, cases, weights):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    known = EncodecConfig().to_dict().keys() - PretrainedConfig().to_dict().keys() | {"model_type"}
    settings = {k: v for k, v in codec.config.to_dict().items() if k in known}
    (folder / "config.json").write_text(json.dumps(settings, indent=1) + "\n")
    save_file({k: v.contiguous() for k, v in weights.items()}, folder / "model.safetensors")
    (folder / "cases.json").write_text(json.dumps(dict(cases=cases)) + "\n")


def fused(codec):
    """Plain weights, as exports for other runtimes hold them."""
    weights = {}
    for name, tensor in codec.state_dict().items():
        if name.endswith("original0"):
            continue
        if name.endswith("original1"):
            owner = codec.get_submodule(name.split(".parametrizations")[0])
            weights[name.split("parametrizations")[0] + "weight"] = owner.weight.detach().clone()
        else:
            weights[name] = tensor
    return weights


with torch.no_grad():
    causal = model(1, PUBLISHED_24K)
    cases = [whole(causal, n) for n in (1601, 319, 4)]
    write("encodec-24k-causal", causal, cases, causal.state_dict())
    write("encodec-24k-fused", causal, cases[:2], fused(causal))
    stereo = model(2, PUBLISHED_48K)
    write("encodec-48k-chunks", stereo, [chunked(stereo, n) for n in (5000, 700)],
          stereo.state_dict())
