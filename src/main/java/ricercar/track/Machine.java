package ricercar.track;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where a run was computed.
 *
 * @param memoryMiB of the machine; 0 where the JDK cannot tell
 * @param jars the file names on the class path, which carry the version of every library
 */
public record Machine(
    String java, String os, String cpu, int cores, long memoryMiB, List<String> jars) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path PROCESS = Path.of("/proc/self/status");

  public static Machine here() {
    return new Machine(
        System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        totalMemoryMiB(),
        jarsOnClassPath());
  }

  /** The most memory that this process has had so far; null where the system does not tell. */
  static Integer peakMiB() {
    try {
      return Files.exists(PROCESS)
          ? Files.readAllLines(PROCESS).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElse(null)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String cpuName() {
    try {
      return Files.exists(CPU_INFO)
          ? Files.readAllLines(CPU_INFO).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse("unknown")
          : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long totalMemoryMiB() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() >> 20
        : 0;
  }

  private static List<String> jarsOnClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).getFileName().toString())
        .sorted()
        .toList();
  }
}
