package ricercar.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a run took, apart from what it measured. Each process that works on the run is a
 * session; a killed one counts up to its last mark.
 */
public final class TimesLog implements AutoCloseable {
  private final JsonLines lines;
  private final String began = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  private final long wallStart = System.nanoTime();
  private final long cpuStart = cpuNanos();

  /** One process's share of the work; CPU time is that of the whole process. */
  public record Session(String began, long lastStep, double wallSeconds, double cpuSeconds) {}

  public TimesLog(Path file) {
    lines = new JsonLines(file);
  }

  /** Notes the time spent until {@code step}; call it at every checkpoint. */
  public void mark(long step) {
    lines.append(
        new Session(
            began, step, seconds(System.nanoTime() - wallStart), seconds(cpuNanos() - cpuStart)));
  }

  @Override
  public void close() {
    lines.close();
  }

  static List<Session> read(Path file) {
    Map<String, Session> lastOfEach = new LinkedHashMap<>();
    for (JsonNode line : JsonLines.read(file)) {
      Session session = JsonLines.JSON.convertValue(line, Session.class);
      lastOfEach.put(session.began(), session);
    }
    return List.copyOf(lastOfEach.values());
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
