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
      "The sound is made mono and brought to the codec's sample rate."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar encode --codec encodec_32khz song.flac --out codes.npy",
      "  ricercar encode --codec encodec_32khz song.flac --out latents.npy --latents"
    })
final class EncodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IN", description = "A sound file.")
  Path in;

  @Option(
      names = "--codec",
      required = true,
      paramLabel = "DIR",
      description = "A folder with config.json and model.safetensors, as Hugging Face has them.")
  Path codec;

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
    try (Encodec encodec = Encodec.open(codec)) {
      Problem.unless(
          encodec.config().chunkSeconds() == null && encodec.config().audioChannels() == 1,
          "%s works on stereo in chunks, whose codes do not fit one table. Take the 24 or 32 kHz"
              + " codec.",
          codec);
      float[][] sound = {sound(encodec.config().sampleRate())};
      if (latents) {
        NumpyFile.write(out, encodec.latents(sound));
      } else {
        NumpyFile.write(out, encodec.encode(sound).codes());
      }
    }
    System.out.println(out);
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
