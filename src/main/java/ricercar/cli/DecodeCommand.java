package ricercar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.audio.Wav;
import ricercar.codec.Encodec;
import ricercar.codec.Encoded;
import ricercar.files.AtomicFiles;
import ricercar.files.NumpyFile;

@Command(
    name = "decode",
    description = {
      "Turn the codes of an EnCodec back into sound.",
      "Name the codec that made them; without --codec it is the one that comes with Ricercar."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar decode codes.npy --out song.wav",
      "  ricercar decode --codec encodec_32khz codes.npy --out song.wav"
    })
final class DecodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CODES", description = "Codes as 'ricercar encode' writes them.")
  Path in;

  @Mixin CodecOption codec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A wave file: mono, 16 bits.")
  Path out;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    int[][] codes = NumpyFile.read(in).codes(in);
    double seconds;
    try (Encodec encodec = codec.open()) {
      int samples = Math.multiplyExact(codes[0].length, encodec.config().hop());
      Encoded encoded = new Encoded(samples, List.of(new Encoded.Chunk(codes, 1)));
      float[] sound = encodec.decode(encoded)[0];
      seconds = (double) sound.length / encodec.config().sampleRate();
      AtomicFiles.write(out, Wav.pcm16(sound, encodec.config().sampleRate()));
    }
    System.out.printf("%s: %.2f s, by %s%n", out, seconds, codec);
    return 0;
  }
}
