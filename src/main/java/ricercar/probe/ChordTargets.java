package ricercar.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Task;

/**
 * The chord that sounds for most of each frame, in the vocabulary of MIREX's majmin: twelve major,
 * twelve minor chords and "N", no chord. As there, a chord counts as major (minor) if it has a
 * major (minor) third and no altered fifth, whatever is added above and whatever the bass; a frame
 * of any other chord (sus, power, diminished, half-diminished) has no answer. Of equal shares the
 * class that comes first is taken.
 */
public record ChordTargets(Corpus corpus) implements FrameTargets {
  static final int NONE = 24;

  /** Beyond the classes: a chord that is neither major nor minor. */
  static final int OTHER = 25;

  private static final List<String> ROOTS =
      List.of("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B");
  private static final Set<String> MAJOR =
      Set.of(
          "major",
          "add9",
          "sixth",
          "seventh",
          "major_seventh",
          "ninth",
          "major_ninth",
          "flat_ninth",
          "thirteenth");
  private static final Set<String> MINOR =
      Set.of("minor", "minor_sixth", "minor_seventh", "minor_ninth");
  private static final Set<String> NEITHER =
      Set.of("power", "sus2", "sus4", "diminished", "half_diminished", "augmented");
  private static final Task TASK = new Task("chords", Task.Kind.SINGLE_LABEL, names());

  @Override
  public Task task() {
    return TASK;
  }

  @Override
  public int[][] active(int clip, int frames, double framesPerSecond) {
    double[][] shares = new double[frames][OTHER + 1];
    double end = (double) corpus.clips().get(clip).samples() / corpus.sampleRate();
    for (JsonNode chord : Annotated.list(corpus, clip, "chords")) {
      int c = classOf(chord.path("root").asInt(), chord.path("quality").asText());
      double on = chord.path("on").asDouble() * framesPerSecond;
      double off = Math.min(end, chord.path("off").asDouble()) * framesPerSecond;
      for (int i = (int) on; i < Math.min(frames, Math.ceil(off)); i++) {
        shares[i][c] += Math.max(0, Math.min(off, i + 1) - Math.max(on, i));
      }
    }
    int[][] active = new int[frames][];
    for (int i = 0; i < frames; i++) {
      double length = Math.min(end * framesPerSecond, i + 1) - i;
      double chords = 0;
      for (double share : shares[i]) {
        chords += share;
      }
      shares[i][NONE] = length - chords;
      int most = largest(shares[i]);
      active[i] = length <= 0 || most == OTHER ? null : new int[] {most};
    }
    return active;
  }

  /**
   * The class of a chord, or {@link #OTHER}.
   *
   * @param root pitch class, C = 0
   */
  static int classOf(int root, String quality) {
    if (MAJOR.contains(quality)) {
      return Math.floorMod(root, 12);
    }
    if (MINOR.contains(quality)) {
      return 12 + Math.floorMod(root, 12);
    }
    if (NEITHER.contains(quality)) {
      return OTHER;
    }
    throw new Problem(
        "The chord quality '%s' is unknown.".formatted(quality),
        "Known are %s, %s and %s.".formatted(MAJOR, MINOR, NEITHER));
  }

  private static int largest(double[] shares) {
    int largest = 0;
    for (int c = 1; c < shares.length; c++) {
      largest = shares[c] > shares[largest] ? c : largest;
    }
    return largest;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    ROOTS.forEach(root -> names.add(root + ":maj"));
    ROOTS.forEach(root -> names.add(root + ":min"));
    names.add("N");
    return names;
  }
}
