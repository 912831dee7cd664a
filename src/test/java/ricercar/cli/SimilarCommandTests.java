package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.audio.Wav;
import ricercar.experiment.Laboratory;

class SimilarCommandTests {
  @TempDir Path folder;

  @Test
  void itNamesWhatIsSimilarAndMakesAPageToHearIt() throws IOException {
    Path music = Files.createDirectory(folder.resolve("music"));
    for (int i = 0; i < 3; i++) {
      float[] samples = new float[16_000];
      for (int t = 0; t < samples.length; t++) {
        samples[t] = (float) (0.3 * Math.sin(2 * Math.PI * (300 + 700 * i) * t / 16_000));
      }
      Files.write(music.resolve("<b>" + i + ".wav"), Wav.pcm16(samples, 16_000));
    }
    Path page = folder.resolve("similar.html");
    String query = music.resolve("<b>0.wav").toString();

    int exit =
        Main.run(
            Main.commandLine(Laboratory::new),
            "similar",
            query,
            "--in",
            music.toString(),
            "--page",
            page.toString());

    assertThat(exit).isZero();
    assertThat(Files.readString(page)).contains("&lt;b&gt;1.wav").doesNotContain("<b>");
    assertThat(
            Main.run(Main.commandLine(Laboratory::new), "similar", query, "--in", folder + "/none"))
        .isEqualTo(1);
  }
}
