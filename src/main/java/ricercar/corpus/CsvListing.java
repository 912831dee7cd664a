package ricercar.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;

/**
 * Files and labels by a CSV: the columns {@code path} (relative to the folder) and, where wanted,
 * {@code track}, {@code group} and {@code split}; every other column is a task. An empty cell means
 * "not labelled". A task is multi-label if any of its cells holds a semicolon: {@code drums;piano},
 * a lone class as {@code drums;}, none as {@code ;}.
 */
final class CsvListing {
  private static final List<String> OWN = List.of("path", "track", "group", "split");

  private final Path folder;
  private final Csv table;
  private final Map<String, Task> tasks = new TreeMap<>();
  private final Set<String> paths = new HashSet<>();

  private CsvListing(Path folder, Csv table) {
    this.folder = folder;
    this.table = table;
  }

  static Listing read(Path folder, Path csv) {
    String text;
    try {
      text = Files.readString(csv, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Problem("Cannot read " + csv + ".", "It must be a UTF-8 text.", e);
    }
    return new CsvListing(folder, Csv.parse(csv.getFileName().toString(), text)).listing();
  }

  private Listing listing() {
    if (!table.columns().contains("path")) {
      throw new Problem(
          table.name() + " has no column 'path' but " + table.columns() + ".",
          "Name the sound files, relative to the folder, in a column 'path'.");
    }
    for (String column : table.columns()) {
      if (!OWN.contains(column)) {
        tasks.put(column, task(column));
      }
    }
    List<Listing.Entry> entries = table.rows().stream().map(this::entry).toList();
    return new Listing(List.copyOf(tasks.values()), entries);
  }

  private Task task(String column) {
    boolean several = false;
    Set<String> classes = new TreeSet<>();
    for (Csv.Row row : table.rows()) {
      several |= table.cell(row, column).contains(";");
      classes.addAll(names(row, column));
    }
    Task.Kind kind = several ? Task.Kind.MULTI_LABEL : Task.Kind.SINGLE_LABEL;
    return new Task(column, kind, List.copyOf(classes));
  }

  private List<String> names(Csv.Row row, String column) {
    List<String> names =
        Arrays.stream(table.cell(row, column).split(";"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (new HashSet<>(names).size() != names.size()) {
      throw table.problem(row, column, "a class stands twice in " + names + ".", "Name it once.");
    }
    return names;
  }

  private Listing.Entry entry(Csv.Row row) {
    String path = table.cell(row, "path").replace('\\', '/');
    Path file = file(row, path);
    if (!paths.add(path)) {
      throw table.problem(row, "path", "'" + path + "' stands twice.", "Give a file one line.");
    }
    Map<String, List<String>> labels = new TreeMap<>();
    for (String task : tasks.keySet()) {
      if (!table.cell(row, task).isEmpty()) {
        labels.put(task, names(row, task));
      }
    }
    String track = optional(row, "track", path);
    return new Listing.Entry(file, path, track, optional(row, "group", track), split(row), labels);
  }

  private Path file(Csv.Row row, String path) {
    try {
      Path file = folder.resolve(path).normalize();
      if (!path.isEmpty() && file.startsWith(folder.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Told below, like any other path that leads nowhere.
    }
    throw table.problem(
        row, "path", "'" + path + "' is no file inside the folder.", "Use a relative path.");
  }

  private String optional(Csv.Row row, String column, String otherwise) {
    String value = table.columns().contains(column) ? table.cell(row, column) : "";
    return value.isEmpty() ? otherwise : value;
  }

  private Split split(Csv.Row row) {
    if (!table.columns().contains("split")) {
      return null;
    }
    String name = table.cell(row, "split");
    List<Split> named = new ArrayList<>();
    for (Split split : Split.values()) {
      // "val", "valid" and "validation" are all in use.
      String full = split.name().toLowerCase(Locale.ROOT);
      if (name.length() >= 3 && full.startsWith(name.toLowerCase(Locale.ROOT))) {
        named.add(split);
      }
    }
    if (named.size() != 1) {
      throw table.problem(
          row,
          "split",
          "'" + name + "' is none of train, validation and test.",
          "Name a split for every file, or leave the column out to have splits drawn.");
    }
    return named.get(0);
  }
}
