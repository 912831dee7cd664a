package ricercar.corpus;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import ricercar.Problem;

/**
 * GiantSteps key: the tracks of the MTG's key annotations for training and validation, the 604 of
 * the GiantSteps key set for testing; 24 keys. Tracks are cut into clips of 30 s.
 *
 * <p>Left out as usual (Korzeniowski and Widmer 2018): MTG tracks with several keys or with less
 * than full confidence. Artists are parted 100 : 16 by the SHA-1 of their names, and whoever ever
 * worked with an artist of the validation split is moved there too.
 */
public record GiantStepsKey() implements PublicSet {
  static final String TASK = "key";
  private static final String TRAINING = "giantsteps-mtg-key-dataset/";
  private static final String TESTING = "giantsteps-key-dataset/";
  static final String KEYS = TRAINING + "annotations/annotations.txt";
  static final String ARTISTS = TRAINING + "annotations/beatport_metadata.txt";
  private static final String REMEDY =
      "Fetch it from the archived mirror that the set's page names.";

  @Override
  public String name() {
    return "giantsteps-key";
  }

  @Override
  public String corpusName() {
    return name();
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "GiantSteps key",
        "https://github.com/GiantSteps/giantsteps-mtg-key-dataset and"
            + " https://github.com/GiantSteps/giantsteps-key-dataset",
        "none is stated; previews of Beatport, for research",
        List.of(
            KEYS + "  (ID, MANUAL KEY, C)",
            ARTISTS + "  (ID, ARTIST, …)",
            TRAINING + "audio/ID.LOFI.mp3",
            TESTING + "annotations/key/ID.LOFI.key",
            TESTING + "audio/ID.LOFI.mp3"),
        List.of("giantsteps-mtg-key-dataset", "giantsteps-key-dataset"));
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return "The labels are those of 2015, not of the later revision GiantSteps+.";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN.withCutting(Cutting.every(30)).asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("tracks annotated by the MTG", 1_486L);
    counts.put("test", 604L);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    inventory.task(TASK, Task.Kind.SINGLE_LABEL, KeyNames.ALL);
    inspectTraining(inventory);
    for (String file : inventory.names(TESTING + "annotations/key")) {
      String id = file.replaceFirst("\\.key$", "");
      String place = TESTING + "annotations/key/" + file;
      String key = key(place, inventory.text(place, REMEDY));
      String path = TESTING + "audio/" + id + ".mp3";
      if (inventory.holdsSound(path, REMEDY)) {
        inventory.count("test", 1);
        inventory.entry(path, path, path, Split.TEST, Map.of(TASK, List.of(key)));
      }
    }
  }

  private static void inspectTraining(Inventory inventory) {
    String keys = inventory.text(KEYS, "Clone the set's repository.");
    String metadata = inventory.text(ARTISTS, "Clone the set's repository.");
    if (keys.isEmpty() || metadata.isEmpty()) {
      return;
    }
    Map<String, List<String>> artists = artists(Csv.parse(ARTISTS, metadata));
    Set<String> validating = validating(artists);
    Csv table = Csv.parse(KEYS, keys);
    table.requireColumns(List.of("ID", "MANUAL KEY", "C"));
    int unsure = 0;
    int several = 0;
    for (Csv.Row row : table.rows()) {
      String id = table.cell(row, "ID");
      String key = table.cell(row, "MANUAL KEY");
      Problem.unless(
          table.cell(row, "C").matches("[012]"),
          "%s line %d: the confidence '%s' is none of 0, 1 and 2.",
          KEYS,
          row.line(),
          table.cell(row, "C"));
      inventory.count("tracks annotated by the MTG", 1);
      if (!table.cell(row, "C").equals("2")) {
        unsure++;
      } else if (key.contains("/")) {
        several++;
      } else {
        Problem.unless(
            artists.containsKey(id),
            "%s line %d: %s names no artist of %s.",
            KEYS,
            row.line(),
            ARTISTS,
            id);
        String artist = artists.get(id).get(0);
        Split split = validating.contains(artist) ? Split.VALIDATION : Split.TRAIN;
        String path = TRAINING + "audio/" + id + ".LOFI.mp3";
        if (inventory.holdsSound(path, REMEDY)) {
          inventory.entry(
              path,
              path,
              "artist " + artist,
              split,
              Map.of(TASK, List.of(key(KEYS + " line " + row.line(), key))));
        }
      }
    }
    if (unsure > 0) {
      inventory.remark(unsure + " tracks are left out, since their key is not sure.");
    }
    if (several > 0) {
      inventory.remark(several + " tracks are left out, since they have several keys.");
    }
  }

  private static String key(String place, String text) {
    return KeyNames.parse(text)
        .orElseThrow(
            () ->
                new Problem(
                    place + ": '" + text.strip() + "' is no key.", "Fetch the annotations again."));
  }

  private static Map<String, List<String>> artists(Csv table) {
    Problem.unless(
        table.columns().contains("ID") && table.columns().contains("ARTIST"),
        "%s has the columns %s; ID and ARTIST are needed.",
        ARTISTS,
        table.columns());
    Map<String, List<String>> artists = new HashMap<>();
    for (Csv.Row row : table.rows()) {
      List<String> names =
          Arrays.stream(table.cell(row, "ARTIST").split(",")).map(String::strip).toList();
      artists.put(table.cell(row, "ID"), names);
    }
    return artists;
  }

  /** The artists of the validation split, with all that they lead to. */
  private static Set<String> validating(Map<String, List<String>> artists) {
    Set<String> validating = new HashSet<>();
    artists
        .values()
        .forEach(
            names ->
                names.stream()
                    .filter(name -> HashSplit.of(name.toLowerCase(Locale.ROOT), 116) >= 100)
                    .forEach(validating::add));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (List<String> names : artists.values()) {
        if (names.stream().anyMatch(validating::contains)) {
          grows |= validating.addAll(names);
        }
      }
    }
    return validating;
  }
}
