package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Problem;

/** Which files an import takes and what is known of them before they are heard. */
record Listing(List<Task> tasks, List<Entry> entries) {

  /**
   * @param path as messages and ids name the file, with forward slashes
   * @param split null where it is to be drawn
   */
  record Entry(
      Path file,
      String path,
      String track,
      String group,
      Split split,
      Map<String, List<String>> labels) {

    Entry in(Split drawn) {
      return new Entry(file, path, track, group, drawn, labels);
    }

    /** Its answers as strata, so that splits and labels stay alike. */
    List<String> strata() {
      List<String> strata = new ArrayList<>();
      new TreeMap<>(labels)
          .forEach((task, names) -> names.forEach(name -> strata.add(task + "=" + name)));
      return strata;
    }
  }

  Listing {
    if (entries.isEmpty()) {
      throw new Problem("There is no sound file to import.", "Check the folder or the CSV.");
    }
    Map<String, Entry> tracks = new HashMap<>();
    for (Entry entry : entries) {
      Entry first = tracks.putIfAbsent(entry.track(), entry);
      if (first != null && !first.group().equals(entry.group())) {
        throw new Problem(
            "Track '%s' is in group '%s' by %s and in group '%s' by %s."
                .formatted(entry.track(), first.group(), first.path(), entry.group(), entry.path()),
            "Give a track one group.");
      }
    }
  }

  /** Draws the splits that are not given, by group; refuses given ones that part a group. */
  Listing withSplits(Splits.Shares shares, long seed) {
    List<Entry> open = entries.stream().filter(entry -> entry.split() == null).toList();
    Map<String, Split> drawn =
        Splits.byGroup(
            open.stream().map(entry -> new Splits.Item(entry.group(), entry.strata())).toList(),
            shares,
            seed);
    List<Entry> placed = new ArrayList<>();
    Map<String, Entry> groups = new HashMap<>();
    for (Entry entry : entries) {
      Entry own = entry.split() == null ? entry.in(drawn.get(entry.group())) : entry;
      Entry first = groups.putIfAbsent(own.group(), own);
      if (first != null && first.split() != own.split()) {
        throw new Problem(
            "Group '%s' is in %s by %s and in %s by %s."
                .formatted(own.group(), first.split(), first.path(), own.split(), own.path()),
            "Splits are drawn by group; give all its files one split.");
      }
      placed.add(own);
    }
    return new Listing(tasks, placed);
  }
}
