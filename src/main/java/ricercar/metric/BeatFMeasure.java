package ricercar.metric;

import java.util.Arrays;
import ricercar.Problem;

/**
 * F-measure of beat times, as mir_eval's: a reference and an estimated beat may be matched if they
 * are at most {@code tolerance} apart, each once; F = 2 · matches / (references + estimates).
 *
 * @param tolerance seconds
 * @param trimmed beats of the first so many seconds do not count; mir_eval's evaluation leaves out
 *     5 s, for which clips of 20 s are too short
 */
public record BeatFMeasure(double tolerance, double trimmed) {
  public BeatFMeasure {
    Problem.unless(
        tolerance > 0 && trimmed >= 0,
        "A beat F-measure needs a positive tolerance and no negative trimmed time: %s, %s.",
        tolerance,
        trimmed);
  }

  /** ±70 ms, and every beat counts. */
  public static BeatFMeasure standard() {
    return new BeatFMeasure(0.07, 0);
  }

  /**
   * @param reference seconds, ascending
   * @param estimated seconds, ascending
   * @return 0 if either is empty, also if both are
   */
  public double of(double[] reference, double[] estimated) {
    double[] references = counted(reference);
    double[] estimates = counted(estimated);
    return references.length == 0 || estimates.length == 0
        ? 0
        : 2.0 * matches(references, estimates) / (references.length + estimates.length);
  }

  private double[] counted(double[] beats) {
    return Arrays.stream(beats).filter(beat -> beat >= trimmed).toArray();
  }

  /** On a line, pairing the earliest that can be paired gives the most pairs. */
  private int matches(double[] references, double[] estimates) {
    int matches = 0;
    int r = 0;
    int e = 0;
    while (r < references.length && e < estimates.length) {
      if (Math.abs(references[r] - estimates[e]) <= tolerance) {
        matches++;
        r++;
        e++;
      } else if (references[r] < estimates[e]) {
        r++;
      } else {
        e++;
      }
    }
    return matches;
  }
}
