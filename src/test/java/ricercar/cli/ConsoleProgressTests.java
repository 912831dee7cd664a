package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ricercar.Progress;

class ConsoleProgressTests {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aLineTellsTheShareAndTheTimeLeft() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(ConsoleProgress.line("training", 30, 120, minute, "loss 2.310"))
        .isEqualTo("training: 30/120 (25 %), 3 min 00 s left, loss 2.310");
    assertThat(ConsoleProgress.line("training", 120, 120, Duration.ofHours(2), ""))
        .isEqualTo("training: 120/120 (100 %), 2 h 00 min");
    assertThat(ConsoleProgress.line("reading", 0, 0, Duration.ofSeconds(3), ""))
        .isEqualTo("reading: 0/0, 3 s");
  }

  @Test
  void aTaskInsideAnotherEndsFirstAndEachSaysHowItEnded() {
    Progress progress = new ConsoleProgress(out, false);
    try (Progress.Task outer = progress.start("study", 2)) {
      try (Progress.Task inner = progress.start("training", 5)) {
        inner.step(5);
      }
      outer.step(2);
    }
    assertThat(text().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("training: 5/5 (100 %)"),
            line -> assertThat(line).startsWith("study: 2/2 (100 %)"));
  }

  @Test
  void onATerminalThereIsABarWithItsNameAndNote() {
    try (Progress.Task task = new ConsoleProgress(out, true).start("training", 4)) {
      task.step(4);
      task.note("loss 1.500");
    }
    assertThat(text()).contains("training").contains("100%").contains("loss 1.500");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
