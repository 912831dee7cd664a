package ricercar.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of an errand, on the machine that did it. */
final class ErrandFiles {
  private static final Set<String> HEAVY = Set.of("checkpoints", "codec");

  private ErrandFiles() {}

  /** All but hidden ones, by path inside the folder. */
  static Map<String, byte[]> read(Path folder, boolean heavy) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path path = folder.relativize(file);
        boolean left = false;
        for (Path part : path) {
          String name = part.toString();
          left |= name.startsWith(".") || HEAVY.contains(name) && !heavy;
        }
        if (!left) {
          files.put(path.toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
