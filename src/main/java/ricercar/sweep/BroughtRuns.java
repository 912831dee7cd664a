package ricercar.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ricercar.files.AtomicFiles;

/**
 * The files of runs that another machine made.
 *
 * @param files by path inside the folder of runs
 */
record BroughtRuns(Map<String, byte[]> files) {
  private static final String LAST = "result.json";

  /** Puts the finished ones into a folder of runs that has not got them yet. */
  void into(Path folder) {
    Map<String, Map<String, byte[]>> runs = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          String[] parts = path.split("/", 2);
          if (parts.length == 2) {
            runs.computeIfAbsent(parts[0], run -> new TreeMap<>()).put(parts[1], bytes);
          }
        });
    runs.forEach(
        (run, own) -> {
          if (own.containsKey(LAST)) {
            put(folder.resolve(run), own);
          }
        });
  }

  private static void put(Path run, Map<String, byte[]> own) {
    if (!Files.exists(run)) {
      AtomicFiles.directory(run, whole -> write(whole, own));
    } else if (!Files.exists(run.resolve(LAST))) {
      // It was begun here once. Its result comes last, for that makes it finished.
      own.forEach(
          (path, bytes) -> {
            if (!path.equals(LAST)) {
              AtomicFiles.write(run.resolve(path), bytes);
            }
          });
      AtomicFiles.write(run.resolve(LAST), own.get(LAST));
    }
  }

  private static void write(Path run, Map<String, byte[]> own) throws IOException {
    for (Map.Entry<String, byte[]> file : own.entrySet()) {
      Path path = run.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
