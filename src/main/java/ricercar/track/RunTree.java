package ricercar.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ricercar.Problem;

/**
 * All finished runs in a folder, which may be a store such as {@code runs/}, hold stores such as
 * {@code results/runs/}, or be one run. Nothing is ever written to it.
 */
public record RunTree(Path root) {
  // Stores of stores; deeper down lie only the runs' own files.
  private static final int DEEPEST = 4;

  /** In the order of their names. */
  public List<RunRecord> runs() {
    if (!Files.isDirectory(root)) {
      throw new Problem(
          "There is no folder " + root + ".",
          "Name a folder of runs, as './ricercar run' makes them.");
    }
    List<RunRecord> found = new ArrayList<>();
    search(root, 0, found);
    return List.copyOf(found);
  }

  private void search(Path folder, int depth, List<RunRecord> found) {
    if (Files.exists(folder.resolve("experiment.yaml"))) {
      if (RunFolder.isFinished(folder)) {
        Path store = folder.equals(root) ? root.toAbsolutePath().getParent() : folder.getParent();
        found.add(RunRecord.of(below(folder), below(store), RunFolder.finished(folder)));
      }
      return;
    }
    if (depth < DEEPEST) {
      subfolders(folder).forEach(inner -> search(inner, depth + 1, found));
    }
  }

  private static List<Path> subfolders(Path folder) {
    try (Stream<Path> inner = Files.list(folder)) {
      return inner
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Problem("Cannot read the runs in " + folder + ".", "Is it readable?", e);
    }
  }

  /** With slashes on every system; the root's own name for the root and what is above. */
  private String below(Path path) {
    if (path.startsWith(root) && !path.equals(root)) {
      return root.relativize(path).toString().replace('\\', '/');
    }
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }
}
