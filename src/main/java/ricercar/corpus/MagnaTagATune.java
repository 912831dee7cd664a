package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import ricercar.Problem;

/**
 * MagnaTagATune: 25,863 clips of 29 s with 188 tags, of which the 50 most used are the task. Split
 * 12 : 1 : 3 by folder: 0 to b, c, d to f.
 *
 * @param tagless what becomes of clips with none of the 50 tags; both conventions are in use, and
 *     their scores do not compare
 */
public record MagnaTagATune(Tagless tagless) implements PublicSet {
  /** The 4,752 clips without a top-50 tag: kept (CLMR, MARBLE) or dropped (SemiSupCon, MusiCNN). */
  public enum Tagless {
    KEPT,
    DROPPED
  }

  static final String TASK = "tags";
  static final String TABLE = "annotations_final.csv";
  private static final int TOP = 50;
  private static final String REMEDY = "Join mp3.zip.001 to 003 and unpack them again.";

  /** Empty in the published archive. */
  private static final Set<String> EMPTY = Set.of("35644", "55753", "57881");

  @Override
  public String name() {
    return "magnatagatune";
  }

  @Override
  public String corpusName() {
    return name() + ", tagless clips " + tagless.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "MagnaTagATune",
        "https://mirg.city.ac.uk/codeapps/the-magnatagatune-dataset",
        "recordings of Magnatune, CC BY-NC-SA 1.0; tags of TagATune, for research",
        List.of(
            TABLE + "  (tab-separated: clip_id, 188 tags, mp3_path)",
            "mp3/{0-9,a-f}/NAME.mp3  (mp3.zip.001 to 003, joined and unpacked)"),
        List.of(TABLE, "mp3"));
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return "Clips without a top-50 tag are "
        + tagless.name().toLowerCase(Locale.ROOT)
        + "; scores of the other convention do not compare.";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN
        .withSampleRate(16_000)
        .withCutting(new Cutting(Double.POSITIVE_INFINITY, 3, 1))
        .asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("clips listed", 25_863L);
    counts.put("tag columns", 188L);
    counts.put("top tags", 50L);
    counts.put("train", 18_706L);
    counts.put("validation", 1_825L);
    counts.put("test", 5_329L);
    counts.put("train, tagged", 15_247L);
    counts.put("validation, tagged", 1_529L);
    counts.put("test, tagged", 4_332L);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    String text = inventory.text(TABLE, "Fetch it from " + source().origin() + ".");
    if (text.isEmpty()) {
      return;
    }
    Csv table = Csv.parse(TABLE, text);
    List<String> columns = table.columns();
    int last = columns.size() - 1;
    if (last < 2 || !columns.get(0).equals("clip_id") || !columns.get(last).equals("mp3_path")) {
      throw new Problem(
          "%s has the columns %s … %s.".formatted(TABLE, columns.get(0), columns.get(last)),
          "They must be clip_id, the tags, and mp3_path.");
    }
    List<String> top = topTags(table);
    inventory.count("clips listed", table.rows().size());
    inventory.count("tag columns", columns.size() - 2);
    inventory.count("top tags", top.size());
    inventory.task(TASK, Task.Kind.MULTI_LABEL, top);
    Set<String> paths = new LinkedHashSet<>();
    for (Csv.Row row : table.rows()) {
      String path = "mp3/" + path(table, row);
      if (!paths.add(path)) {
        throw table.problem(row, "mp3_path", path + " stands twice.", "Fetch the table again.");
      }
      take(inventory, row.cells().get(0), path, tags(columns, row, top));
    }
  }

  private void take(Inventory inventory, String clip, String path, List<String> tags) {
    if (EMPTY.contains(clip)) {
      String fault = inventory.fault(path);
      if (fault != null) {
        inventory.remark(path + " (clip " + clip + ") is empty in the published set; left out.");
        return;
      }
    } else if (!inventory.holdsSound(path, REMEDY)) {
      return;
    }
    Split split = split(path.charAt(4));
    String part = split.name().toLowerCase(Locale.ROOT);
    inventory.count(part, 1);
    if (!tags.isEmpty()) {
      inventory.count(part + ", tagged", 1);
    }
    if (!tags.isEmpty() || tagless == Tagless.KEPT) {
      // A song's clips lie in one folder; artists do cross the splits.
      String song = path.replaceFirst("-\\d+-\\d+\\.mp3$", "");
      inventory.entry(path, path, song, split, Map.of(TASK, tags));
    }
  }

  static Split split(char folder) {
    int hex = Character.digit(folder, 16);
    return hex < 12 ? Split.TRAIN : hex == 12 ? Split.VALIDATION : Split.TEST;
  }

  private static String path(Csv table, Csv.Row row) {
    String path = row.cells().get(row.cells().size() - 1).strip();
    if (!path.matches("[0-9a-f]/[^/\\\\]+\\.mp3")) {
      throw table.problem(
          row, "mp3_path", "'" + path + "' is no clip of a folder 0 to f.", "Fetch it again.");
    }
    return path;
  }

  /** The most used tags over all clips; equally used ones by name, so that no sort decides. */
  private static List<String> topTags(Csv table) {
    int tags = table.columns().size() - 2;
    long[] uses = new long[tags];
    for (Csv.Row row : table.rows()) {
      for (int i = 0; i < tags; i++) {
        uses[i] += holds(table, row, i + 1) ? 1 : 0;
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < tags; i++) {
      if (uses[i] > 0) {
        order.add(i);
      }
    }
    order.sort(
        Comparator.comparingLong((Integer i) -> -uses[i])
            .thenComparing(i -> table.columns().get(i + 1)));
    return order.stream().limit(TOP).map(i -> table.columns().get(i + 1)).toList();
  }

  private static boolean holds(Csv table, Csv.Row row, int column) {
    String cell = row.cells().get(column).strip();
    if (!cell.equals("0") && !cell.equals("1")) {
      throw table.problem(
          row,
          table.columns().get(column),
          "'" + cell + "' is neither 0 nor 1.",
          "Fetch the table again.");
    }
    return cell.equals("1");
  }

  private static List<String> tags(List<String> columns, Csv.Row row, List<String> top) {
    List<String> tags = new ArrayList<>();
    for (int i = 1; i < columns.size() - 1; i++) {
      if (row.cells().get(i).strip().equals("1") && top.contains(columns.get(i))) {
        tags.add(columns.get(i));
      }
    }
    return tags;
  }
}
