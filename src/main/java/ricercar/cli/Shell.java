package ricercar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import ricercar.Problem;

/** Other programs that the commands start. */
final class Shell {
  private Shell() {}

  /** Runs in the foreground, with the terminal as its own; gives the exit code. */
  static int run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
      builder.environment().putAll(environment);
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new Problem("Cannot start " + command.get(0) + ".", "Is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  /** The first line that a program prints; empty if it is not there or fails. */
  static Optional<String> firstLine(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectInput(nothing()).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0
          ? text.lines().filter(line -> !line.isBlank()).findFirst()
          : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Where a program lies on the PATH. */
  static Optional<Path> which(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .filter(place -> !place.isBlank())
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static java.io.File nothing() {
    return new java.io.File("/dev/null");
  }
}
