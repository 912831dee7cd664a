package ricercar.corpus;

import java.nio.file.Path;
import ricercar.Problem;

/** What is said of a clip store that cannot be trusted. */
final class Damage {
  private Damage() {}

  static Problem in(Path file, String why) {
    return new Problem(
        "The clip store file " + file + " is damaged: " + why + ".",
        "Delete the folder " + file.toAbsolutePath().getParent() + " and build it again.");
  }

  static void unless(boolean sound, Path file, String why, Object... arguments) {
    if (!sound) {
      throw in(file, why.formatted(arguments));
    }
  }
}
