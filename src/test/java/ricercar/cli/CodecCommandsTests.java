package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ricercar.audio.AudioFile;
import ricercar.audio.Wav;
import ricercar.audio.Waveform;
import ricercar.files.NumpyFile;

class CodecCommandsTests {
  private static final Path CODEC = Path.of("src/test/resources/golden/encodec-24k-causal");

  @TempDir Path folder;

  @Test
  void aSoundBecomesCodesAndSoundAgain() throws IOException {
    Path in = sound();
    Path codes = folder.resolve("codes.npy");
    Path out = folder.resolve("again.wav");

    assertThat(run("encode", "--codec", CODEC, in, "--out", codes)).isEmpty();
    assertThat(NumpyFile.read(codes).shape()).containsExactly(4, 75);
    assertThat(run("decode", "--codec", CODEC, codes, "--out", out)).isEmpty();

    Waveform again = AudioFile.decode(out).waveform().orElseThrow();
    assertThat(again.sampleRate()).isEqualTo(24_000);
    assertThat(again.samples()).hasSize(75 * 320);
  }

  @Test
  void latentsAreFramesByWidth() throws IOException {
    Path out = folder.resolve("latents.npy");
    assertThat(run("encode", "--latents", "--codec", CODEC, sound(), "--out", out)).isEmpty();
    assertThat(NumpyFile.read(out).shape()).containsExactly(75, 8);
  }

  @Test
  void whatFailsLeavesNoFile() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.copy(CODEC.resolve("config.json"), broken.resolve("config.json"));
    byte[] weights = Files.readAllBytes(CODEC.resolve("model.safetensors"));
    Files.write(broken.resolve("model.safetensors"), Arrays.copyOf(weights, weights.length / 2));
    Path out = folder.resolve("out.npy");

    assertThat(run("encode", "--codec", broken, sound(), "--out", out))
        .contains("model.safetensors")
        .contains("nothing was loaded");
    assertThat(run("encode", "--codec", folder.resolve("none"), sound(), "--out", out))
        .contains("There is no codec folder");
    assertThat(run("encode", "--codec", CODEC, CODEC.resolve("config.json"), "--out", out))
        .contains("cannot be used");
    Path stereo = Path.of("src/test/resources/golden/encodec-48k-chunks");
    assertThat(run("encode", "--codec", stereo, sound(), "--out", out)).contains("stereo");
    assertThat(run("decode", "--codec", CODEC, sound(), "--out", out)).contains("no .npy file");
    NumpyFile.write(folder.resolve("wrong.npy"), new int[][] {{64}, {0}});
    assertThat(run("decode", "--codec", CODEC, folder.resolve("wrong.npy"), "--out", out))
        .contains("There is a code 64");
    assertThat(out).doesNotExist();
  }

  private Path sound() {
    float[] samples = new float[24_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(i * 0.05) * Math.sin(i * 0.0003));
    }
    Path file = folder.resolve("in.wav");
    try {
      Files.write(file, Wav.pcm16(samples, 24_000));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return file;
  }

  /** What the command says on the error stream. */
  private static String run(Object... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine(
            () -> {
              throw new AssertionError("no study runs here");
            });
    line.setErr(new PrintWriter(err, true));
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int status = Main.run(line, words);
    assertThat(status == 0).isEqualTo(err.toString().isEmpty());
    return err.toString();
  }
}
