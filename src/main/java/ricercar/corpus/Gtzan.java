package ricercar.corpus;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * GTZAN: 1,000 clips of 30 s in 10 genres. It repeats recordings and artists and has wrong labels;
 * only the fault-filtered lists (443, 197 and 290 clips) are free of the known ones.
 *
 * @param fold the fold for testing, 0 to 9, the next one being for validation; 0 for other parting
 */
public record Gtzan(Parting parting, int fold) implements PublicSet {
  /** FILTERED: by lists in the folder. RANDOM: 8 : 1 : 1 of each genre. TEN_FOLD: likewise. */
  public enum Parting {
    FILTERED,
    RANDOM,
    TEN_FOLD
  }

  static final String TASK = "genre";
  static final List<String> GENRES =
      List.of(
          "blues",
          "classical",
          "country",
          "disco",
          "hiphop",
          "jazz",
          "metal",
          "pop",
          "reggae",
          "rock");
  private static final String AUDIO = "genres";
  private static final String REMEDY = "Take it from another copy of the set.";

  /** Fixed, so that the random split is the same one everywhere. */
  private static final long SEED = 1;

  private static final Map<Split, String> LISTS =
      new TreeMap<>(
          Map.of(
              Split.TRAIN, "train_filtered.txt",
              Split.VALIDATION, "valid_filtered.txt",
              Split.TEST, "test_filtered.txt"));

  public Gtzan {
    Problem.unless(
        fold >= 0 && fold < (parting == Parting.TEN_FOLD ? 10 : 1),
        "GTZAN has folds 0 to 9 for parting ten-fold and none otherwise, but fold is %d.",
        fold);
  }

  public static Gtzan filtered() {
    return new Gtzan(Parting.FILTERED, 0);
  }

  @Override
  public String name() {
    return "gtzan";
  }

  @Override
  public String corpusName() {
    return switch (parting) {
      case FILTERED -> "gtzan, fault-filtered";
      case RANDOM -> "gtzan, random split";
      case TEN_FOLD -> "gtzan, fold " + fold + " of 10";
    };
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "GTZAN",
        "http://marsyas.info/downloads/datasets.html (its own download is gone; copies are around);"
            + " lists: https://github.com/jongpillee/music_dataset_split",
        "none is stated; for research",
        List.of(
            "genres/GENRE/GENRE.NNNNN.wav  (or .au; genre hiphop or hip-hop)",
            "train_filtered.txt, valid_filtered.txt, test_filtered.txt  (for the filtered split)"),
        List.of(AUDIO));
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return parting == Parting.FILTERED
        ? ""
        : "This split of GTZAN holds repeated recordings and artists on both sides.";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN
        .withSampleRate(22_050)
        .withCutting(new Cutting(Double.POSITIVE_INFINITY, 3, 1))
        .asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    boolean filtered = parting == Parting.FILTERED;
    counts.put("genres", 10L);
    counts.put("train", filtered ? 443L : 800L);
    counts.put("validation", filtered ? 197L : 100L);
    counts.put("test", filtered ? 290L : 100L);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    Map<String, String> files = files(inventory);
    inventory.task(TASK, Task.Kind.SINGLE_LABEL, GENRES);
    if (parting == Parting.FILTERED) {
      inspectLists(inventory, files);
    } else {
      inspectAll(inventory, files);
    }
  }

  /** The path of each clip, by "hiphop.00012". */
  private static Map<String, String> files(Inventory inventory) {
    Map<String, String> files = new TreeMap<>();
    for (String folder : inventory.names(AUDIO)) {
      String genre = genre(folder, AUDIO + "/" + folder);
      inventory.count("genres", 1);
      for (String file : inventory.names(AUDIO + "/" + folder)) {
        String path = AUDIO + "/" + folder + "/" + file;
        if (!file.matches("[a-z-]+\\.\\d{5}\\.(wav|au)")) {
          inventory.repair(path + ": This is no GENRE.NNNNN.wav.", "Take it away.");
        } else if (!genre(file.replaceFirst("\\..*", ""), path).equals(genre)) {
          inventory.repair(path + ": A file of another genre's name.", "Put it where it belongs.");
        } else {
          files.put(clip(file), path);
        }
      }
    }
    return files;
  }

  private static String genre(String name, String place) {
    String genre = name.replace("-", "");
    Problem.unless(
        GENRES.contains(genre), "%s: '%s' is none of the genres %s.", place, name, GENRES);
    return genre;
  }

  private static String clip(String file) {
    return file.replaceFirst("\\.(wav|au|mp3)$", "").replace("-", "");
  }

  private static void inspectLists(Inventory inventory, Map<String, String> files) {
    Map<String, Split> listed = new HashMap<>();
    LISTS.forEach(
        (split, list) -> {
          String text = inventory.text(list, "Fetch the lists, or choose another split.");
          for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            String clip = clip(line.substring(line.lastIndexOf('/') + 1));
            genre(clip.replaceFirst("\\..*", ""), list);
            Problem.unless(listed.put(clip, split) == null, "%s: %s is listed twice.", list, line);
            String path = files.get(clip);
            if (path == null) {
              inventory.repair(line + ", of " + list + ", is not there.", REMEDY);
            } else if (inventory.holdsSound(path, REMEDY)) {
              take(inventory, clip, path, split);
            }
          }
        });
    files.forEach(
        (clip, path) -> {
          if (!listed.containsKey(clip) && inventory.fault(path) != null) {
            inventory.remark(path + " cannot be read, but is in no list.");
          }
        });
  }

  private void inspectAll(Inventory inventory, Map<String, String> files) {
    for (String genre : GENRES) {
      List<String> clips = files.keySet().stream().filter(c -> c.startsWith(genre)).toList();
      int[] order =
          Stream.of(SEED, "gtzan " + parting.name(), GENRES.indexOf(genre))
              .permutation(clips.size());
      for (int place = 0; place < order.length; place++) {
        String clip = clips.get(order[place]);
        if (inventory.holdsSound(files.get(clip), REMEDY)) {
          take(inventory, clip, files.get(clip), split(place));
        }
      }
    }
  }

  /** Every tenth clip of a permutation is one fold; the random split takes two such folds. */
  private Split split(int place) {
    int own = Math.floorMod(place - fold, 10);
    return own == 0 ? Split.TEST : own == 1 ? Split.VALIDATION : Split.TRAIN;
  }

  private static void take(Inventory inventory, String clip, String path, Split split) {
    inventory.count(split.name().toLowerCase(Locale.ROOT), 1);
    inventory.entry(path, clip, clip, split, Map.of(TASK, List.of(clip.replaceFirst("\\..*", ""))));
  }
}
