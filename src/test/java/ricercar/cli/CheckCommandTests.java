package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.experiment.Laboratory;

class CheckCommandTests {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/metrics.json");

  @TempDir Path folder;

  @Test
  void theExitStatusTellsWhetherACaseFailedOrCouldNotBeRead() throws IOException {
    String text = Files.readString(GOLDEN);
    Path file = folder.resolve("metrics.json");
    Files.writeString(file, text);
    assertThat(check()).isZero();
    Files.writeString(file, text.replaceFirst("\"ap_macro\": 0\\.\\d", "\"ap_macro\": 0.1"));
    assertThat(check()).isEqualTo(1);
    Files.writeString(file, text.substring(1));
    assertThat(check()).isEqualTo(1);
    Files.delete(file);
    assertThat(check()).isEqualTo(1);
  }

  private int check() {
    return Main.run(Main.commandLine(Laboratory::new), "check", folder.toString());
  }
}
