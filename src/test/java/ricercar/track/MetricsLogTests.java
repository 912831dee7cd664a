package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTests {
  @TempDir Path folder;

  @Test
  void aLogCutBackAndContinuedEqualsOneThatNeverStopped() throws IOException {
    Path straight = folder.resolve("straight.jsonl");
    Path resumed = folder.resolve("resumed.jsonl");
    write(straight, 0, 40);
    write(resumed, 0, 29);
    Files.writeString(resumed, "{\"step\":30,\"lo", StandardOpenOption.APPEND);
    try (MetricsLog log = new MetricsLog(resumed)) {
      assertThat(log.warnings()).singleElement().asString().contains("torn", "14 bytes");
      log.truncateAfter(16);
      append(log, 17, 40);
    }
    assertThat(resumed).hasSameBinaryContentAs(straight);
  }

  @Test
  void whereverTheTailIsTornTheWholeLinesRemain() throws IOException {
    Path whole = folder.resolve("whole.jsonl");
    write(whole, 0, 3);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length <= bytes.length; length++) {
      Path torn = folder.resolve("torn.jsonl");
      Files.write(torn, java.util.Arrays.copyOf(bytes, length));
      String text = Files.readString(torn);
      long lines = text.chars().filter(c -> c == '\n').count();
      assertThat(MetricsLog.read(torn)).hasSize((int) lines);
      new MetricsLog(torn).close();
      assertThat(Files.readString(torn)).isEqualTo(text.substring(0, text.lastIndexOf('\n') + 1));
    }
  }

  @Test
  void everyDoubleComesBackAsItWas() {
    Path file = folder.resolve("metrics.jsonl");
    Map<String, Double> values =
        Map.of("a", 0.1 + 0.2, "b", Double.NaN, "c", Double.NEGATIVE_INFINITY, "d", 1e-310);
    try (MetricsLog log = new MetricsLog(file)) {
      log.append(7, values);
    }
    assertThat(MetricsLog.read(file)).containsExactly(new MetricsLog.Entry(7, values));
  }

  @Test
  void stepsNeverGoBackEvenAfterReopening() {
    Path file = folder.resolve("metrics.jsonl");
    write(file, 0, 5);
    try (MetricsLog log = new MetricsLog(file)) {
      assertThatThrownBy(() -> log.append(3, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("step 3 after step 4");
    }
  }

  @Test
  void aLogThatIsNotThereIsEmpty() {
    assertThat(MetricsLog.read(folder.resolve("absent.jsonl"))).isEmpty();
  }

  private static void write(Path file, int from, int to) {
    try (MetricsLog log = new MetricsLog(file)) {
      append(log, from, to);
    }
  }

  private static void append(MetricsLog log, int from, int to) {
    for (int step = from; step < to; step++) {
      log.append(step, Map.of("loss", Math.exp(-step / 7.0)));
    }
  }
}
