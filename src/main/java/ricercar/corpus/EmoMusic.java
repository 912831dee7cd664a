package ricercar.corpus;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ricercar.Problem;

/**
 * EmoMusic: 744 clips of 45 s with their mean arousal and valence, from 1 to 9, as they stand. The
 * evaluation set of MediaEval 2013 is for testing; the others are parted 8 : 2 by the SHA-1 of the
 * artist's name.
 */
public record EmoMusic() implements PublicSet {
  static final String TASK = "emotion";
  static final String SONGS = "annotations/songs_info.csv";
  static final String ANSWERS = "annotations/static_annotations.csv";
  static final List<String> SONG_COLUMNS =
      List.of(
          "song_id",
          "file_name",
          "Artist",
          "Song title",
          "start of the segment (min.sec)",
          "end of the segment (min.sec)",
          "Genre",
          "Mediaeval 2013 set");
  static final List<String> ANSWER_COLUMNS =
      List.of("song_id", "mean_arousal", "std_arousal", "mean_valence", "std_valence");
  private static final String REMEDY = "Unpack clips_45seconds again.";

  @Override
  public String name() {
    return "emomusic";
  }

  @Override
  public String corpusName() {
    return name();
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "Emotion in Music (emoMusic, 1000 songs)",
        "https://cvml.unige.ch/databases/emoMusic/",
        "recordings of the Free Music Archive under Creative Commons licences; labels for research",
        List.of(SONGS, ANSWERS, "clips_45seconds/ID.mp3"),
        List.of("annotations", "clips_45seconds"));
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return "Targets are the means from 1 to 9, normalised over no other split.";
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
    counts.put("train", 504L);
    counts.put("validation", 115L);
    counts.put("test", 125L);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    String songs = inventory.text(SONGS, "Unpack the set's annotations.");
    String answers = inventory.text(ANSWERS, "Unpack the set's annotations.");
    if (songs.isEmpty() || answers.isEmpty()) {
      return;
    }
    Map<String, List<String>> emotions = emotions(answers);
    inventory.task(TASK, Task.Kind.REGRESSION, List.of("arousal", "valence"));
    Csv table = Csv.parse(SONGS, songs);
    table.requireColumns(SONG_COLUMNS);
    for (Csv.Row row : table.rows()) {
      String id = table.cell(row, "song_id");
      String place = SONGS + " line " + row.line();
      Problem.unless(
          id.matches("\\d+") && emotions.containsKey(id),
          "%s: song '%s' has no line in %s.",
          place,
          id,
          ANSWERS);
      String path = "clips_45seconds/" + id + ".mp3";
      if (inventory.holdsSound(path, REMEDY)) {
        String artist = table.cell(row, "Artist");
        Split split = split(place, table.cell(row, "Mediaeval 2013 set"), artist);
        inventory.count(split.name().toLowerCase(Locale.ROOT), 1);
        // The official test set knows nothing of artists, so that they do cross into it.
        String group = (split == Split.TEST ? "test: " : "artist ") + normalised(artist);
        inventory.entry(path, path, group, split, Map.of(TASK, emotions.get(id)));
      }
    }
  }

  private static Map<String, List<String>> emotions(String text) {
    Csv table = Csv.parse(ANSWERS, text);
    table.requireColumns(ANSWER_COLUMNS);
    Map<String, List<String>> emotions = new HashMap<>();
    for (Csv.Row row : table.rows()) {
      emotions.put(
          table.cell(row, "song_id"),
          List.of(number(table, row, "mean_arousal"), number(table, row, "mean_valence")));
    }
    return emotions;
  }

  private static String number(Csv table, Csv.Row row, String column) {
    String cell = table.cell(row, column);
    if (!cell.matches("\\d(\\.\\d+)?")) {
      throw table.problem(row, column, "'" + cell + "' is no mean of 1 to 9.", "Fetch it again.");
    }
    return cell;
  }

  private static Split split(String place, String set, String artist) {
    return switch (set) {
      case "evaluation" -> Split.TEST;
      case "development" ->
          HashSplit.of(normalised(artist), 10) < 8 ? Split.TRAIN : Split.VALIDATION;
      default ->
          throw new Problem(
              place + ": the set '" + set + "' is neither development nor evaluation.",
              "Fetch the annotations again.");
    };
  }

  /** Lower-case letters of ASCII, and single spaces. */
  static String normalised(String artist) {
    return artist
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z\\s]", "")
        .strip()
        .replaceAll("\\s+", " ");
  }
}
