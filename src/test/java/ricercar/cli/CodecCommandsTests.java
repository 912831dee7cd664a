package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ricercar.audio.AudioFile;
import ricercar.audio.Wav;
import ricercar.audio.Waveform;
import ricercar.codec.Encodec;
import ricercar.codec.EncodecConfig;
import ricercar.files.NumpyFile;
import ricercar.random.Stream;
import ricercar.tensor.DType;

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
  void aTrainedRunsCodecIsNamedByItsFolder() throws IOException {
    Path codec = folder.resolve("runs/a-run/codec");
    try (Encodec trained =
        new Encodec(EncodecConfig.at32kHz(2, 8, 1, 3, 16), 3, Stream.of(1, "codec"))) {
      trained.save(codec, DType.FLOAT16);
    }
    Path codes = folder.resolve("codes.npy");

    String said = said("encode", "--codec", codec, sound(), "--out", codes);

    assertThat(said).contains("codes.npy: 50 frames of 3 codes, by the codec " + codec);
    assertThat(NumpyFile.read(codes).shape()).containsExactly(3, 50);
    assertThat(said("decode", "--codec", codec, codes, "--out", folder.resolve("out.wav")))
        .contains("out.wav: 1.00 s, by the codec " + codec);
  }

  @Test
  void withoutACodecItIsTheEmbeddedOne() throws IOException {
    Path codes = folder.resolve("codes.npy");
    Path out = folder.resolve("again.wav");

    assertThat(said("encode", sound(), "--out", codes)).contains("by the embedded codec");
    assertThat(said("decode", codes, "--out", out)).contains("1.00 s, by the embedded codec");

    assertThat(NumpyFile.read(codes).shape()[1]).isEqualTo(50);
    assertThat(AudioFile.decode(out).waveform().orElseThrow().sampleRate()).isEqualTo(32_000);
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

  /** What a command that succeeds says on the output stream. */
  private static String said(Object... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(run(arguments)).isEmpty();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
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
