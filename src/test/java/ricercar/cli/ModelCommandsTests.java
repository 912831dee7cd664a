package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ricercar.audio.Wav;
import ricercar.files.NumpyFile;
import ricercar.model.Encoder;
import ricercar.model.SampleCnnConfig;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;

class ModelCommandsTests {
  @TempDir Path folder;

  @Test
  void aCheckpointIsExportedAndEmbedsAFolder() throws IOException {
    Path weights = folder.resolve("clmr.safetensors");
    SampleCnnConfig narrow =
        new SampleCnnConfig(java.util.List.of(2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4));
    try (Scope scope = Scope.open();
        Encoder encoder = narrow.build(Stream.of(1, "weights"))) {
      SafeTensors.write(weights, encoder.state(), Map.of());
    }
    Path model = folder.resolve("model");
    Path music = Files.createDirectories(folder.resolve("music"));
    Files.write(music.resolve("a.wav"), Wav.pcm16(tone(70_000), 22_050));
    Files.writeString(music.resolve("b.mp3"), "no sound");
    Path out = folder.resolve("out");

    assertThat(run("export", weights, "--out", model, "--licence", "MIT")).isEmpty();
    assertThat(Files.readString(model.resolve("README.md"))).contains("# clmr", "MIT");
    assertThat(run("embed", model, music, "--out", out)).isEmpty();
    assertThat(NumpyFile.read(out.resolve("embeddings.npy")).shape()).containsExactly(1, 4);
    assertThat(Files.readString(out.resolve("skipped.txt"))).startsWith("b.mp3\t");
    assertThat(out.resolve("embeddings.parquet")).isNotEmptyFile();
  }

  @Test
  void complaintsAreOneLine() throws IOException {
    assertThat(run("export", folder, "--out", folder.resolve("m"))).contains("is no run");
    assertThat(run("embed", folder, folder, "--out", folder.resolve("o")))
        .contains("holds no config.json");
  }

  private static float[] tone(int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.3 * Math.sin(0.05 * i));
    }
    return tone;
  }

  /** What stands on standard error; empty if it went well. */
  private static String run(Object... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine(
            () -> {
              throw new AssertionError("no study is run here");
            });
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    assertThat(exit == 0).isEqualTo(err.toString().isEmpty());
    return err.toString();
  }
}
