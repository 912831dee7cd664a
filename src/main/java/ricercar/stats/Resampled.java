package ricercar.stats;

import java.util.Arrays;

/**
 * What a bootstrap found: the estimate, its draws, and the acceleration of BCa intervals.
 *
 * @param draws ascending, without those on which the statistic is undefined
 */
public record Resampled(double estimate, double[] draws, double acceleration) {
  public Resampled {
    draws = Arrays.stream(draws).filter(d -> !Double.isNaN(d)).sorted().toArray();
  }

  /**
   * The BCa interval; bounds are NaN where nothing is known.
   *
   * @param level confidence, such as 0.95
   */
  public Interval interval(double level) {
    if (draws.length == 0 || Double.isNaN(estimate)) {
      return new Interval(estimate, Double.NaN, Double.NaN, level);
    }
    double bias = Normal.quantile(shareBelow());
    double tail = Normal.quantile((1 - level) / 2);
    return new Interval(
        estimate, percentile(adjusted(bias, tail)), percentile(adjusted(bias, -tail)), level);
  }

  /** The standard deviation of the draws; NaN for fewer than two. */
  public double standardError() {
    if (draws.length < 2) {
      return Double.NaN;
    }
    double mean = Arrays.stream(draws).average().orElseThrow();
    double squares = Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).sum();
    return Math.sqrt(squares / (draws.length - 1));
  }

  /**
   * The smallest true difference that a two-sided test would find with the given power, (z(1 − α/2)
   * + z(power)) · standard error: 2.80 standard errors at 5 % and 80 % (Bloom 1995, "Minimum
   * detectable effects", Evaluation Review 19). It is a property of the design, and says nothing on
   * the difference that was seen.
   *
   * @param level of the test's confidence, 1 − α
   * @param power such as 0.8
   */
  public double detectable(double level, double power) {
    return (Normal.quantile((1 + level) / 2) + Normal.quantile(power)) * standardError();
  }

  private double adjusted(double bias, double tail) {
    double shifted = bias + tail;
    return Normal.cumulative(bias + shifted / (1 - acceleration * shifted));
  }

  /** Ties count one half; kept off 0 and 1, where the correction would be infinite. */
  private double shareBelow() {
    double below = 0;
    for (double draw : draws) {
      below += draw < estimate ? 1 : draw == estimate ? 0.5 : 0;
    }
    double edge = 0.5 / draws.length;
    return Math.min(1 - edge, Math.max(edge, below / draws.length));
  }

  /** Linear between the order statistics. */
  private double percentile(double share) {
    double place = share * (draws.length - 1);
    int low = (int) Math.floor(place);
    int high = Math.min(low + 1, draws.length - 1);
    return draws[low] + (place - low) * (draws[high] - draws[low]);
  }
}
