package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MagnaTagATune in small: five tags, one clip in every folder but three of a song in 0, one clip
 * without tags, and one of the three files that are empty in the published set too.
 */
public final class MagnaTagATuneMiniature {
  static final List<String> TAGS = List.of("guitar", "no vocal", "pop", "slow", "unused");

  private MagnaTagATuneMiniature() {}

  /**
   * @param more clips for training beside the sixteen
   */
  public static Miniature in(Path root, int more) {
    Miniature set = new Miniature(root);
    List<String> rows = new ArrayList<>();
    rows.add(row("clip_id", TAGS, "mp3_path"));
    for (int folder = 0; folder < 16; folder++) {
      String path = "%x/band-album-01-song-0-29.mp3".formatted(folder);
      set.tone("mp3/" + path);
      rows.add(row(String.valueOf(folder + 2), answers(folder), path));
    }
    for (int clip = 0; clip < more; clip++) {
      String path = "%x/other-album-%02d-song-30-59.mp3".formatted(clip % 12, clip);
      set.tone("mp3/" + path);
      rows.add(row(String.valueOf(clip + 1000), answers(clip), path));
    }
    String empty = "6/norine_braun-now_and_zen-08-gently-117-146.mp3";
    set.empty("mp3/" + empty);
    rows.add(row("35644", answers(0), empty));
    set.lines(MagnaTagATune.TABLE, "\r\n", rows.toArray(String[]::new));
    return set.expecting(
        "clips listed", 17 + more,
        "tag columns", 5,
        "top tags", 4,
        "train", 12 + more,
        "validation", 1,
        "test", 3,
        "train, tagged", 9 + more - more / 4,
        "validation, tagged", 1,
        "test, tagged", 2);
  }

  /** Every fourth clip has no tag; "pop" and "no vocal" are used equally often. */
  private static List<String> answers(int number) {
    return switch (number % 4) {
      case 0 -> List.of("1", "0", "0", "1", "0");
      case 1 -> List.of("1", "1", "1", "0", "0");
      case 2 -> List.of("1", "0", "0", "0", "0");
      default -> List.of("0", "0", "0", "0", "0");
    };
  }

  private static String row(String id, List<String> cells, String path) {
    List<String> all = new ArrayList<>(List.of(id));
    all.addAll(cells);
    all.add(path);
    return "\"" + String.join("\"\t\"", all) + "\"";
  }
}
