#!/bin/sh
# Makes the small encoded files beside this script, and decoded-by-ffmpeg.json, from the signal that
# Signal.java computes as well. Needs python3, ffmpeg 5.1, flac 1.4, lame 3.100, oggenc 1.4 and
# opusenc 0.2; other versions give other bytes of the same sound.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# signal NAME RATE CHANNELS SECONDS NOISE
signal() {
  python3 - "$work/$1.wav" "$2" "$3" "$4" "$5" <<'PY'
import math, struct, sys, wave
path, rate, channels, seconds, level = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5])
state, out = 1, []
for n in range(round(rate * seconds)):
    t = n / rate
    state = (state * 1664525 + 1013904223) % 2**32
    tone = 0.3 * math.sin(2 * math.pi * 440 * t)
    sweep = 0.2 * math.sin(2 * math.pi * (200 * t + 300 * t * t))
    noise = level * (state / 2**31 - 1)
    out.append(tone + sweep + noise)
    if channels == 2:
        out.append(tone - 0.5 * sweep)
with wave.open(path, "wb") as f:
    f.setnchannels(channels); f.setsampwidth(2); f.setframerate(rate)
    f.writeframes(struct.pack("<%dh" % len(out), *[math.floor(32768 * x + 0.5) for x in out]))
PY
}
ff() { ffmpeg -v error -y -fflags +bitexact -i "$@"; }

signal stereo 44100 2 2 0.02
signal mono 22050 1 2 0.02
signal short 22050 1 0.25 0.02
signal shortstereo 16000 2 0.5 0.02
signal flac 22050 1 1 0.002
signal long 8000 1 20 0
signal frames 8000 1 2.5 0
signal six 22050 1 6 0.02

lame --quiet -b 128 "$work/stereo.wav" cbr-stereo.mp3
lame --quiet -V 5 "$work/mono.wav" vbr-mono.mp3
lame --quiet -b 96 --resample 44.1 -t "$work/stereo.wav" untagged.mp3
ff "$work/stereo.wav" -b:a 96k -flags +bitexact lavc.mp3
oggenc -Q -s 1 -q 1 -o vorbis-stereo.ogg "$work/stereo.wav"
oggenc -Q -s 1 -q 0 -o vorbis-mono.ogg "$work/six.wav"
ff "$work/long.wav" -c:a libvorbis -q:a -1 -page_duration 100000 -fflags +bitexact -flags +bitexact vorbis-pages.ogg
opusenc --quiet --serial 1 --bitrate 64 "$work/stereo.wav" opus-stereo.opus
opusenc --quiet --serial 1 --bitrate 32 "$work/mono.wav" opus-mono.opus
flac -s -f -8 -b 512 -o flac-mono.flac "$work/flac.wav"
flac -s -f -8 -o flac-stereo.flac "$work/shortstereo.wav"
flac -s -f -8 -b 64 -o flac-frames.flac "$work/frames.wav"
ff "$work/short.wav" -filter:a volume=0.7:precision=double -sample_fmt s32 -bits_per_raw_sample 24 flac-24.flac
flac -s -f -8 --ogg --serial-number 1 -o flac-in.oga "$work/short.wav"
ff "$work/short.wav" -c:a aac -b:a 64k -flags +bitexact aac.m4a
ff "$work/short.wav" -c:a aac -b:a 64k -flags +bitexact aac.adts
ff "$work/short.wav" -c:a pcm_s16le s16.wav
ff "$work/short.wav" -c:a pcm_s24le s24.wav
ff "$work/short.wav" -c:a pcm_s32le s32.wav
ff "$work/short.wav" -c:a pcm_f32le f32.wav
ff "$work/short.wav" -t 0.1 -c:a pcm_f64le f64.wav
ff "$work/short.wav" -c:a pcm_u8 u8.wav
ff "$work/short.wav" -c:a pcm_mulaw mulaw.wav
ff "$work/short.wav" -c:a pcm_alaw alaw.wav
ff "$work/short.wav" -c:a adpcm_ms adpcm.wav
ff "$work/short.wav" -c:a pcm_s16be s16.aiff
ff "$work/short.wav" -c:a pcm_s24be s24.aiff
ff "$work/short.wav" -c:a pcm_s16le sowt.aiff
ff "$work/short.wav" -c:a pcm_f32be f32.aiff
ff "$work/short.wav" -c:a pcm_alaw alaw.aiff
ff "$work/short.wav" -c:a adpcm_ima_qt ima.aiff
ff "$work/short.wav" -c:a pcm_s16be s16.au
ff "$work/short.wav" -c:a pcm_mulaw mulaw.au
ffmpeg -v error -y -fflags +bitexact -i "$work/short.wav" -f wav pipe:1 > streamed.wav

# Every 397th mono sample of another decoder, and the length: the oracle for the lossy formats.
python3 - <<'PY'
import array, json, subprocess
out = {}
for name in ["cbr-stereo.mp3", "vbr-mono.mp3", "untagged.mp3", "lavc.mp3",
             "vorbis-stereo.ogg", "vorbis-mono.ogg", "vorbis-pages.ogg", "opus-stereo.opus",
             "opus-mono.opus", "flac-24.flac"]:
    probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=channels", "-of",
                            "csv=p=0", name], capture_output=True, text=True, check=True).stdout
    channels = int(probe.strip().split()[0].strip(","))
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", name, "-f", "f32le", "-"],
                         capture_output=True, check=True).stdout
    x = array.array("f"); x.frombytes(raw)
    mono = [sum(x[i:i + channels]) / channels for i in range(0, len(x), channels)]
    out[name] = {"length": len(mono), "stride": 397, "samples": [round(v, 7) for v in mono[::397]]}
with open("decoded-by-ffmpeg.json", "w") as f:
    json.dump(out, f, separators=(",", ":")); f.write("\n")
PY
