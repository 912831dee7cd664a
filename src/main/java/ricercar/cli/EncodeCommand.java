package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;
import ricercar.codec.Encodec;
import ricercar.files.NumpyFile;

@Command(
    name = "encode",
    description = {
      "Turn a sound file into the codes (or latents) of an EnCodec.",
      "The sound is made mono and brought to the codec's sample rate.",
      "Without --codec it is the small codec that comes with Ricercar, at 2 kbit/s."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar encode song.flac --out codes.npy",
      "  ricercar encode --codec runs/trained-s1-0a1b2c3d/codec song.flac --out codes.npy",
      "  ricercar encode --codec encodec_32khz song.flac --out codes.npy",
      "  ricercar encode --codec encodec_32khz song.flac --out latents.npy --latents"
    })
final class EncodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IN", description = "A sound file.")
  Path in;

  @Mixin CodecOption codec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Codes as uint16 [codebooks, frames], or latents as float32 [frames, width].")
  Path out;

  @Option(names = "--latents", description = "The encoder's output before quantisation.")
  boolean latents;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    try (Encodec encodec = codec.open()) {
      Problem.unless(
          encodec.config().chunkSeconds() == null && encodec.config().audioChannels() == 1,
          "%s works on stereo in chunks, whose codes do not fit one table. Take the 24 or 32 kHz"
              + " codec.",
          codec);
      float[][] sound = {sound(encodec.config().sampleRate())};
      if (latents) {
        float[][] rows = encodec.latents(sound);
        NumpyFile.write(out, rows);
        System.out.printf("%s: %d latents of width %d, ", out, rows.length, rows[0].length);
      } else {
        int[][] codes = encodec.encode(sound).codes();
        NumpyFile.write(out, codes);
        System.out.printf("%s: %d frames of %d codes, ", out, codes[0].length, codes.length);
      }
      System.out.println("by " + codec);
    }
    return 0;
  }

  private float[] sound(int sampleRate) {
    Decoded decoded = AudioFile.decode(in);
    Waveform waveform =
        decoded
            .waveform()
            .orElseThrow(() -> new Problem(in + " cannot be used.", decoded.reason()));
    if (!decoded.reason().isEmpty()) {
      System.err.println("ricercar: " + in + ": " + decoded.reason());
    }
    return waveform.at(sampleRate, ResamplePreset.KAISER_BEST).samples();
  }
}
