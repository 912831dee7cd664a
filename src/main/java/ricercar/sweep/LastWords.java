package ricercar.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the output of a process ends; enough to tell why it did. */
final class LastWords {
  private static final int LINES = 15;

  private LastWords() {}

  /** Empty if there is no output. */
  static String of(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
