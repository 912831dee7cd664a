package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ricercar.Problem;

/**
 * FMA, the Free Music Archive: clips of 30 s with one genre each, by the official splits, which
 * keep artists apart.
 */
public record Fma(Subset subset) implements PublicSet {
  /** SMALL: 8,000 clips of 8 genres in balance. MEDIUM: 25,000 of 16, the small ones included. */
  public enum Subset {
    SMALL(8, 6_400, 800, 800),
    MEDIUM(16, 19_922, 2_505, 2_573);

    private final long[] published;

    Subset(long... published) {
      this.published = published;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final String TASK = "genre";
  static final String TABLE = "fma_metadata/tracks.csv";
  private static final String REMEDY = "Unpack the archive of the sound again.";

  /** The files of these tracks have no sound in the published archives. */
  private static final Set<String> SILENT = Set.of("099134", "108925", "133297");

  private static final List<String> SUBSETS = List.of("small", "medium", "large");
  private static final Map<String, Split> SPLITS =
      Map.of("training", Split.TRAIN, "validation", Split.VALIDATION, "test", Split.TEST);

  static final Map<String, List<String>> COLUMNS =
      Map.of(
          "album",
          List.of(
              "comments",
              "date_created",
              "date_released",
              "engineer",
              "favorites",
              "id",
              "information",
              "listens",
              "producer",
              "tags",
              "title",
              "tracks",
              "type"),
          "artist",
          List.of(
              "active_year_begin",
              "active_year_end",
              "associated_labels",
              "bio",
              "comments",
              "date_created",
              "favorites",
              "id",
              "latitude",
              "location",
              "longitude",
              "members",
              "name",
              "related_projects",
              "tags",
              "website",
              "wikipedia_page"),
          "set",
          List.of("split", "subset"),
          "track",
          List.of(
              "bit_rate",
              "comments",
              "composer",
              "date_created",
              "date_recorded",
              "duration",
              "favorites",
              "genre_top",
              "genres",
              "genres_all",
              "information",
              "interest",
              "language_code",
              "license",
              "listens",
              "lyricist",
              "number",
              "publisher",
              "tags",
              "title"));

  @Override
  public String name() {
    return "fma";
  }

  @Override
  public String corpusName() {
    return "fma " + subset.label();
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "FMA, a data set for music analysis",
        "https://github.com/mdeff/fma",
        "recordings under the Creative Commons licence of each artist; metadata CC BY 4.0",
        List.of(
            TABLE + "  (fma_metadata.zip)",
            "fma_" + subset.label() + "/000/000002.mp3  (fma_" + subset.label() + ".zip)"),
        List.of(TABLE, "fma_" + subset.label()));
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return "";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN
        .withCutting(new Cutting(Double.POSITIVE_INFINITY, 3, 1))
        .asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("genres", subset.published[0]);
    counts.put("train", subset.published[1]);
    counts.put("validation", subset.published[2]);
    counts.put("test", subset.published[3]);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    String text = inventory.text(TABLE, "Unpack fma_metadata.zip.");
    if (text.isEmpty()) {
      return;
    }
    List<Csv.Row> rows = Csv.rows(TABLE, text);
    Map<String, Integer> columns = columns(rows);
    List<Csv.Row> taken = new ArrayList<>();
    Set<String> genres = new TreeSet<>();
    // Three head lines: groups, columns, and the name of the first column.
    for (Csv.Row row : rows.subList(3, rows.size())) {
      String place = TABLE + " line " + row.line();
      Problem.unless(
          row.cells().size() == columns.size(), "%s has %d cells.", place, row.cells().size());
      int size = SUBSETS.indexOf(row.cells().get(columns.get("set.subset")));
      Problem.unless(
          size >= 0 || cell(row, columns, "set.subset").isEmpty(),
          "%s: there is no subset '%s'.",
          place,
          cell(row, columns, "set.subset"));
      if (size >= 0 && size <= subset.ordinal()) {
        String genre = cell(row, columns, "track.genre_top");
        Problem.unless(!genre.isEmpty(), "%s: the track has no genre_top.", place);
        genres.add(genre);
        taken.add(row);
      }
    }
    inventory.count("genres", genres.size());
    inventory.task(TASK, Task.Kind.SINGLE_LABEL, List.copyOf(genres));
    taken.forEach(row -> take(inventory, row, columns));
  }

  private void take(Inventory inventory, Csv.Row row, Map<String, Integer> columns) {
    String number = cell(row, columns, "track_id");
    String place = TABLE + " line " + row.line();
    Problem.unless(number.matches("\\d{1,6}"), "%s: '%s' is no track_id.", place, number);
    String id = "%06d".formatted(Integer.parseInt(number));
    String path = "fma_%s/%s/%s.mp3".formatted(subset.label(), id.substring(0, 3), id);
    Split split = SPLITS.get(cell(row, columns, "set.split"));
    Problem.unless(
        split != null, "%s: there is no split '%s'.", place, cell(row, columns, "set.split"));
    if (SILENT.contains(id)) {
      // Counted, since the published totals are those of the table.
      inventory.count(split.name().toLowerCase(Locale.ROOT), 1);
      inventory.remark(path + " has no sound in the published set; left out.");
      return;
    }
    if (inventory.holdsSound(path, REMEDY)) {
      inventory.count(split.name().toLowerCase(Locale.ROOT), 1);
      inventory.entry(
          path,
          id,
          "artist " + cell(row, columns, "artist.id"),
          split,
          Map.of(TASK, List.of(cell(row, columns, "track.genre_top"))));
    }
  }

  private static String cell(Csv.Row row, Map<String, Integer> columns, String column) {
    return row.cells().get(columns.get(column)).strip();
  }

  /** The place of each column, such as "set.split". */
  private static Map<String, Integer> columns(List<Csv.Row> rows) {
    Problem.unless(
        rows.size() > 2
            && rows.get(0).cells().size() == rows.get(1).cells().size()
            && rows.get(2).cells().get(0).equals("track_id"),
        "%s must begin with a line of groups, a line of columns and a line 'track_id'.",
        TABLE);
    Map<String, Integer> columns = new HashMap<>();
    columns.put("track_id", 0);
    for (int i = 1; i < rows.get(0).cells().size(); i++) {
      String group = rows.get(0).cells().get(i);
      String column = rows.get(1).cells().get(i);
      Problem.unless(
          COLUMNS.getOrDefault(group, List.of()).contains(column)
              && columns.put(group + "." + column, i) == null,
          "%s has the column '%s.%s', which is unknown or there twice.",
          TABLE,
          group,
          column);
    }
    COLUMNS.forEach(
        (group, names) ->
            names.forEach(
                column ->
                    Problem.unless(
                        columns.containsKey(group + "." + column),
                        "%s has no column '%s.%s'.",
                        TABLE,
                        group,
                        column)));
    return columns;
  }
}
