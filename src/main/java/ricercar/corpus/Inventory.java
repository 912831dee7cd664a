package ricercar.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.audio.AudioFile;

/** What a public data set turned out to hold; filled by {@link PublicSet#inspect}. */
public final class Inventory {
  /** Something to be mended: what is wrong with which file, and how to mend it. */
  public record Repair(String what, String remedy) {}

  private final Path root;
  private final Map<String, Long> found = new LinkedHashMap<>();
  private final List<Repair> repairs = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<Listing.Entry> entries = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();

  Inventory(Path root) {
    this.root = root;
  }

  /** Adds to a part's count. */
  void count(String part, long more) {
    found.merge(part, more, Long::sum);
  }

  void repair(String what, String remedy) {
    repairs.add(new Repair(what, remedy));
  }

  /** A fact that needs no repair, such as a file that is known to be empty. */
  void remark(String text) {
    remarks.add(text);
  }

  void task(String name, Task.Kind kind, List<String> classes) {
    tasks.add(new Task(name, kind, classes));
  }

  void entry(
      String path, String track, String group, Split split, Map<String, List<String>> labels) {
    entries.add(new Listing.Entry(root.resolve(path), path, track, group, split, labels));
  }

  /** What is wrong with a sound file, by its first bytes; null if nothing is. */
  String fault(String path) {
    try {
      return AudioFile.fault(root.resolve(path)).orElse(null);
    } catch (InvalidPathException e) {
      return "The name is not one that this machine can have.";
    }
  }

  /** Whether a file holds sound; if not, it goes on the list of repairs. */
  boolean holdsSound(String path, String remedy) {
    String fault = fault(path);
    if (fault != null) {
      repair(path + ": " + fault, remedy);
    }
    return fault == null;
  }

  /**
   * A table or list of the set; where it is not or is empty, that is put down and the answer is
   * empty.
   */
  String text(String path, String remedy) {
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      repair(path + " is missing.", remedy);
      return "";
    }
    try {
      String text = Files.readString(file);
      if (text.isBlank()) {
        repair(path + " is empty.", remedy);
      }
      return text.isBlank() ? "" : text;
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "It must be a UTF-8 text.", e);
    }
  }

  boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  /** The names of what a folder holds, sorted; none if there is no such folder. */
  List<String> names(String folder) {
    String[] names = root.resolve(folder).toFile().list();
    return names == null
        ? List.of()
        : Arrays.stream(names).filter(name -> !name.startsWith(".")).sorted().toList();
  }

  Map<String, Long> found() {
    return found;
  }

  List<Repair> repairs() {
    return repairs;
  }

  List<String> remarks() {
    return remarks;
  }

  Listing listing() {
    return new Listing(tasks, entries);
  }
}
