package ricercar.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What paired differences, such as of two methods on the same seeds, say on their mean if they are
 * about normal: Student's t. For the few seeds that training affords it is the test with power; of
 * many unlike differences the tests of {@link PairedTests} assume less.
 *
 * @param degrees of freedom, one below the number of differences
 */
public record PairedT(double mean, double standardError, int degrees) {
  public PairedT {
    if (degrees < 1 || !(standardError >= 0)) {
      throw new IllegalArgumentException(degrees + " degrees, error " + standardError);
    }
  }

  /** Of two differences or more. */
  public static PairedT of(double... differences) {
    int n = differences.length;
    if (n < 2) {
      throw new IllegalArgumentException(n + " differences say nothing on their spread");
    }
    double mean = Arrays.stream(differences).sum() / n;
    double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    return new PairedT(mean, Math.sqrt(squares / (n - 1.0) / n), n - 1);
  }

  /** The two-sided p of "no difference". */
  public double p() {
    return 2 * tail(Math.abs(mean));
  }

  public Interval interval(double level) {
    double half = quantile((1 + level) / 2) * standardError;
    return new Interval(mean, mean - half, mean + half, level);
  }

  /**
   * The p of "the difference is as large as the margin or larger", by two one-sided tests
   * (Schuirmann 1987): below 5 % the two are equivalent at level 0.95, and the interval of level
   * 0.90 lies within the margin.
   *
   * @param margin above 0, fixed before the data were seen
   */
  public double equivalence(double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin " + margin + " is not above 0");
    }
    return Math.max(tail(mean + margin), tail(margin - mean));
  }

  /**
   * The smallest true difference that the two-sided test would find with the given power, (t(1 −
   * α/2) + t(power)) · standard error (Bloom 1995). With few differences it is larger than that of
   * {@link Resampled#detectable}, which takes the error as known.
   *
   * @param level of the test's confidence, 1 − α
   * @param power such as 0.8
   */
  public double detectable(double level, double power) {
    return (quantile((1 + level) / 2) + quantile(power)) * standardError;
  }

  /**
   * How many pairs, such as seeds, a study needs for {@link #detectable} to be at most {@code
   * difference}.
   *
   * @param deviation of the paired differences
   */
  public static int needed(double deviation, double difference, double level, double power) {
    if (!(deviation >= 0 && difference > 0)) {
      throw new IllegalArgumentException(deviation + " and " + difference);
    }
    // Below with the normal's quantiles: the search begins where it could end at the earliest.
    double z = Normal.quantile((1 + level) / 2) + Normal.quantile(power);
    double least = Math.pow(z * deviation / difference, 2);
    if (least > 1e6) {
      throw new IllegalArgumentException("more than a million pairs");
    }
    int n = (int) Math.max(2, least);
    while (new PairedT(0, deviation / Math.sqrt(n), n - 1).detectable(level, power) > difference) {
      n++;
    }
    return n;
  }

  /** P(T ≥ excess / standard error). */
  private double tail(double excess) {
    double t = excess == 0 ? 0 : excess / standardError;
    return new TDistribution(null, degrees).cumulativeProbability(-t);
  }

  private double quantile(double share) {
    return new TDistribution(null, degrees).inverseCumulativeProbability(share);
  }
}
