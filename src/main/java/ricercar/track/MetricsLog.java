package ricercar.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured at each step of a run, as JSON lines. The lines hold no clock times: a run that
 * was killed and resumed leaves the same bytes as one that was not.
 */
public final class MetricsLog implements AutoCloseable {
  private final JsonLines lines;
  private long lastStep = Long.MIN_VALUE;

  /** What was measured at one step, by name. */
  public record Entry(long step, Map<String, Double> values) {}

  /** Opens the file to append, or creates it. */
  public MetricsLog(Path file) {
    lines = new JsonLines(file);
    read(file).forEach(entry -> lastStep = entry.step());
  }

  /** What had to be mended when the file was opened; empty as a rule. */
  public List<String> warnings() {
    return lines.warnings();
  }

  /** Adds a line; steps never decrease. It survives a kill at once, a loss of power after sync. */
  public void append(long step, Map<String, Double> values) {
    if (step < lastStep) {
      throw new IllegalArgumentException("step " + step + " after step " + lastStep);
    }
    lastStep = step;
    ObjectNode line = JsonLines.JSON.createObjectNode().put("step", step);
    values.forEach(line::put);
    lines.append(line);
  }

  /** Forces all lines to disk; call it before a checkpoint that counts on them. */
  public void sync() {
    lines.force();
  }

  /** Drops what was measured after {@code step}, where a resumed run begins again. */
  public void truncateAfter(long step) {
    try {
      lines.keepWhile(line -> line.get("step").asLong() <= step);
      lastStep = Math.min(lastStep, step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lines.close();
  }

  /** All whole lines of a file, which may still be growing; none if it is absent. */
  public static List<Entry> read(Path file) {
    return JsonLines.read(file).stream().map(MetricsLog::entry).toList();
  }

  private static Entry entry(JsonNode line) {
    Map<String, Double> values = new LinkedHashMap<>();
    line.fields()
        .forEachRemaining(
            field -> {
              if (!field.getKey().equals("step")) {
                // Jackson writes infinities and NaN as strings, which Double parses.
                values.put(field.getKey(), Double.valueOf(field.getValue().asText()));
              }
            });
    return new Entry(line.get("step").asLong(), values);
  }
}
