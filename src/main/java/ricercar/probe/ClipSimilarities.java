package ricercar.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How near clips are to prototypes: the mean cosine of a clip's windows with each. Of prototypes
 * that move, only those that did are compared with the windows again; what comes of it is the same,
 * bit for bit, as if all were.
 */
public final class ClipSimilarities {
  private final Features windows;

  /** The first window of each clip, and their number at the end. */
  private final int[] starts;

  private final double[] lengths;
  private final Prototypes prototypes;
  private final float[][] rows;

  private ClipSimilarities(
      Features windows, int[] starts, double[] lengths, Prototypes prototypes, float[][] rows) {
    this.windows = windows;
    this.starts = starts;
    this.lengths = lengths;
    this.prototypes = prototypes;
    this.rows = rows;
  }

  public static ClipSimilarities of(WindowEmbeddings windows, Prototypes prototypes) {
    return of(windows.clips(), windows.features(), prototypes);
  }

  /**
   * @param clips the clip of each window; those of one clip follow each other
   */
  static ClipSimilarities of(int[] clips, Features windows, Prototypes prototypes) {
    int[] starts =
        IntStream.rangeClosed(0, clips.length)
            .filter(i -> i == 0 || i == clips.length || clips[i] != clips[i - 1])
            .toArray();
    double[] lengths = new double[clips.length];
    Arrays.setAll(lengths, i -> Math.max(1e-12, length(windows, i)));
    float[][] none = new float[starts.length - 1][0];
    int[] every = IntStream.range(0, prototypes.vectors().length).toArray();
    return new ClipSimilarities(windows, starts, lengths, prototypes, none).with(prototypes, every);
  }

  /** The same clips with prototypes of which some have moved, and others are as they were. */
  public ClipSimilarities with(Prototypes moved) {
    if (moved == prototypes) {
      return this;
    }
    float[][] before = prototypes.vectors();
    float[][] now = moved.vectors();
    int[] changed =
        IntStream.range(0, now.length)
            .filter(c -> c >= before.length || !Arrays.equals(now[c], before[c]))
            .toArray();
    return with(moved, changed);
  }

  private ClipSimilarities with(Prototypes moved, int[] changed) {
    float[][] vectors = moved.vectors();
    float[][] after = new float[rows.length][];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            clip -> {
              float[] row = Arrays.copyOf(rows[clip], vectors.length);
              for (int c : changed) {
                row[c] = vectors[c] == null ? -1 : similarity(clip, vectors[c]);
              }
              after[clip] = row;
            });
    return new ClipSimilarities(windows, starts, lengths, moved, after);
  }

  public Prototypes prototypes() {
    return prototypes;
  }

  /** {@code [clip][class]}, clips in their order among the windows; −1 without a prototype. */
  public float[][] rows() {
    return rows;
  }

  private float similarity(int clip, float[] prototype) {
    double sum = 0;
    for (int window = starts[clip]; window < starts[clip + 1]; window++) {
      sum += (float) (dot(prototype, window) / lengths[window]);
    }
    return (float) (sum / (starts[clip + 1] - starts[clip]));
  }

  private double dot(float[] prototype, int window) {
    int from = window * prototype.length;
    double sum = 0;
    for (int k = 0; k < prototype.length; k++) {
      sum += (double) prototype[k] * windows.values()[from + k];
    }
    return sum;
  }

  private static double length(Features windows, int window) {
    double squares = 0;
    for (int k = window * windows.width(); k < (window + 1) * windows.width(); k++) {
      squares += (double) windows.values()[k] * windows.values()[k];
    }
    return Math.sqrt(squares);
  }
}
