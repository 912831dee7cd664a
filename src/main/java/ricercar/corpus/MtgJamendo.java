package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ricercar.Problem;

/**
 * MTG-Jamendo: full songs of Jamendo with tags of genre, instrument and mood, by its official
 * splits. Of each song, the 30 s in its middle are taken.
 *
 * @param split 0 to 4
 */
public record MtgJamendo(Subset subset, int split) implements PublicSet {
  /** Which tags; the parts of split 0 and the number of tags are those of the makers' lists. */
  public enum Subset {
    TOP50("autotagging_top50tags", 50, 32_136, 10_888, 11_356),
    GENRE("autotagging_genre", 87, 32_572, 11_043, 11_479),
    INSTRUMENT("autotagging_instrument", 40, 14_395, 5_466, 5_115),
    MOODTHEME("autotagging_moodtheme", 56, 9_949, 3_802, 4_231);

    private final String list;
    private final long[] published;

    Subset(String list, long... published) {
      this.list = list;
      this.published = published;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final String TASK = "tags";
  private static final List<String> HEAD =
      List.of("TRACK_ID", "ARTIST_ID", "ALBUM_ID", "PATH", "DURATION", "TAGS");
  private static final List<String> PREFIXES =
      List.of("genre---", "instrument---", "mood/theme---");
  private static final String REMEDY =
      "Fetch it with the set's download script, which also checks it.";

  public MtgJamendo {
    Problem.unless(split >= 0 && split <= 4, "MTG-Jamendo has splits 0 to 4, not %d.", split);
  }

  private record Track(String id, String artist, String path, List<String> tags) {}

  @Override
  public String name() {
    return "mtg-jamendo";
  }

  @Override
  public String corpusName() {
    return name() + " " + subset.label() + ", split " + split;
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "MTG-Jamendo",
        "https://github.com/MTG/mtg-jamendo-dataset",
        "recordings under the Creative Commons licence of each artist; metadata CC BY-NC-SA 4.0",
        List.of(
            "data/splits/split-{0..4}/autotagging_*-{train,validation,test}.tsv",
            "audio/{00..99}/ID.mp3 or audio-low/{00..99}/ID.low.mp3  (folder = ID mod 100)"),
        List.of("data/splits", "audio", "audio-low"));
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return "Of each song only the 30 s in its middle are taken.";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN.withCutting(new Cutting(30, 5, 1)).asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("tags", subset.published[0]);
    if (split == 0) {
      counts.put("train", subset.published[1]);
      counts.put("validation", subset.published[2]);
      counts.put("test", subset.published[3]);
    } else {
      // Of the other splits only the sum is sure: they part the same songs.
      counts.put("songs", subset.published[1] + subset.published[2] + subset.published[3]);
    }
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    boolean low = !inventory.has("audio") && inventory.has("audio-low");
    Map<Split, List<Track>> tracks = new LinkedHashMap<>();
    Set<String> tags = new TreeSet<>();
    for (Split part : Split.values()) {
      tracks.put(part, read(inventory, part));
      tracks.get(part).forEach(track -> tags.addAll(track.tags()));
    }
    inventory.count("tags", tags.size());
    inventory.task(TASK, Task.Kind.MULTI_LABEL, List.copyOf(tags));
    tracks.forEach((part, all) -> all.forEach(track -> take(inventory, part, track, low)));
  }

  private static void take(Inventory inventory, Split part, Track track, boolean low) {
    String path =
        low ? "audio-low/" + track.path().replaceFirst("mp3$", "low.mp3") : "audio/" + track.path();
    if (inventory.holdsSound(path, REMEDY)) {
      inventory.count(part.name().toLowerCase(Locale.ROOT), 1);
      inventory.count("songs", 1);
      inventory.entry(path, track.id(), track.artist(), part, Map.of(TASK, track.tags()));
    }
  }

  private List<Track> read(Inventory inventory, Split part) {
    String file =
        "data/splits/split-%d/%s-%s.tsv"
            .formatted(split, subset.list, part.name().toLowerCase(Locale.ROOT));
    // The lists end their lines with CR LF, and a song has as many cells as it has tags.
    List<String> lines = inventory.text(file, "Clone " + source().origin() + ".").lines().toList();
    List<Track> tracks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = List.of(lines.get(i).split("\t", -1));
      if (i == 0) {
        Problem.unless(cells.equals(HEAD), "%s has the columns %s, not %s.", file, cells, HEAD);
      } else if (!lines.get(i).isBlank()) {
        tracks.add(track(file, i + 1, cells));
      }
    }
    return tracks;
  }

  private static Track track(String file, int line, List<String> cells) {
    String place = file + " line " + line + ": ";
    Problem.unless(cells.size() > 5, "%sit has %d cells, too few.", place, cells.size());
    String id = cells.get(0);
    Problem.unless(id.matches("track_\\d{7}"), "%s'%s' is no track_ID.", place, id);
    int number = Integer.parseInt(id.substring(6));
    String expected = "%02d/%d.mp3".formatted(number % 100, number);
    Problem.unless(
        cells.get(3).equals(expected),
        "%sthe path of %s is '%s', not '%s'; the line is wrong.",
        place,
        id,
        cells.get(3),
        expected);
    List<String> tags = cells.subList(5, cells.size());
    for (String tag : tags) {
      Problem.unless(
          PREFIXES.stream().anyMatch(tag::startsWith),
          "%sthe tag '%s' begins with none of %s.",
          place,
          tag,
          PREFIXES);
    }
    Problem.unless(
        new HashSet<>(tags).size() == tags.size(), "%sa tag stands twice: %s.", place, tags);
    return new Track(id, cells.get(1), cells.get(3), List.copyOf(tags));
  }
}
