package ricercar.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * By how much a score changes if nothing but the seed does.
 *
 * @param deviation of single runs between seeds
 * @param degrees of freedom that it rests on
 */
public record SeedNoise(double deviation, int degrees) {
  /**
   * Pooled over settings, each with its own mean: √(Σ squares about the means ∕ Σ (seeds − 1)).
   *
   * @param scores of each setting, one for each of its seeds; settings of one seed say nothing
   * @return of deviation NaN where no setting has two seeds
   */
  public static SeedNoise of(List<double[]> scores) {
    double squares = 0;
    int degrees = 0;
    for (double[] seeds : scores) {
      double mean = Arrays.stream(seeds).average().orElse(0);
      squares += Arrays.stream(seeds).map(s -> (s - mean) * (s - mean)).sum();
      degrees += Math.max(0, seeds.length - 1);
    }
    return new SeedNoise(degrees == 0 ? Double.NaN : Math.sqrt(squares / degrees), degrees);
  }

  /**
   * Of a normal distribution's deviation, by χ²; of three seeds it is 0.52 to 6.3 times as wide.
   */
  public Interval interval(double level) {
    if (degrees == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN, level);
    }
    ChiSquaredDistribution chi = new ChiSquaredDistribution(null, degrees);
    double tail = (1 - level) / 2;
    return new Interval(
        deviation,
        deviation * Math.sqrt(degrees / chi.inverseCumulativeProbability(1 - tail)),
        deviation * Math.sqrt(degrees / chi.inverseCumulativeProbability(tail)),
        level);
  }

  /** The deviation of the difference of two means over so many seeds each, not paired. */
  public double ofDifference(int seeds) {
    return deviation * Math.sqrt(2.0 / seeds);
  }
}
