package ricercar.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ricercar.tensor.Engine;

/**
 * The clock of a process of steps, for the line of JSON that {@link StepFigures} reads: version,
 * wall and CPU seconds of each timed step, resident bytes after the start and at their peak.
 */
final class StepLog {
  private final Map<String, Object> line = new LinkedHashMap<>();
  private final List<Double> wall = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();

  /** Starts the engine on so many threads; what comes later counts as the steps' memory. */
  StepLog(int threads) {
    Engine.threads(threads);
    line.put("version", Engine.LIBTORCH);
    line.put("after_import", memory("VmRSS:"));
  }

  <T> T time(Supplier<T> step) {
    long wallStart = System.nanoTime();
    double cpuStart = cpuSeconds();
    T result = step.get();
    wall.add((System.nanoTime() - wallStart) / 1e9);
    cpu.add(cpuSeconds() - cpuStart);
    return result;
  }

  /** Forgets the times so far: they were a warm-up. */
  void restart() {
    wall.clear();
    cpu.clear();
  }

  /** Another field of the line. */
  void add(String name, Object value) {
    line.put(name, value);
  }

  /**
   * @param name of what the steps found: losses or codes
   */
  void print(String name, Object found) {
    line.put("wall", wall);
    line.put("cpu", cpu);
    line.put("peak", memory("VmHWM:"));
    line.put(name, found);
    try {
      System.out.println(new ObjectMapper().writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all threads of this process, collector and compiler included. */
  static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** A field of Linux' process status in bytes. */
  static long memory(String field) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(field)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      throw new IOException("no " + field);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
