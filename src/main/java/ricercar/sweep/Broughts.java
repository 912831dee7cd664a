package ricercar.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of an errand, on the machine that did it. */
final class Broughts {
  private static final int TAIL = 4_000;
  private static final Set<String> HEAVY = Set.of("checkpoints", "codec");

  private Broughts() {}

  /** All but hidden ones, by path inside the folder. */
  static Map<String, byte[]> read(Path folder, boolean heavy) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Path file : walk(folder)) {
      Path path = folder.relativize(file);
      boolean left = false;
      for (Path part : path) {
        String name = part.toString();
        left |= name.startsWith(".") || HEAVY.contains(name) && !heavy;
      }
      if (Files.isRegularFile(file) && !left) {
        files.put(path.toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  static String tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    String all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return all.substring(Math.max(0, all.length() - TAIL));
  }

  static void delete(Path folder) throws IOException {
    for (Path file : walk(folder)) {
      Files.delete(file);
    }
  }

  /** Files before the folders that hold them. */
  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
