package ricercar.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/**
 * Bias-corrected and accelerated bootstrap intervals (Efron 1987; several samples as in Efron and
 * Tibshirani 1993, chapter 14).
 *
 * <p>Samples are resampled independently of each other. With the test tracks as one sample and the
 * training seeds as another this is the pigeonhole bootstrap of crossed factors (Owen 2007), which
 * carries both kinds of noise. A sample of one member cannot vary and is held fixed.
 *
 * @param resamples number of bootstrap draws
 * @param level confidence, such as 0.95
 */
public record Bca(int resamples, double level) {
  public static final Bca STANDARD = new Bca(2000, 0.95);

  public Bca {
    if (resamples < 100 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(resamples + " resamples at level " + level);
    }
  }

  /** The interval of a statistic over samples of the given sizes. */
  public Interval interval(Statistic statistic, Stream random, int... sizes) {
    return resample(statistic, random, sizes).interval(level);
  }

  /**
   * A statistic over samples of the given sizes, resampled; the same for any number of threads.
   *
   * @param statistic a pure function
   */
  public Resampled resample(Statistic statistic, Stream random, int... sizes) {
    double[] draws =
        IntStream.range(0, resamples)
            .parallel()
            .mapToDouble(b -> statistic.of(draw(sizes, random.child("resample", b))))
            .toArray();
    return new Resampled(statistic.of(everyoneOnce(sizes)), draws, acceleration(statistic, sizes));
  }

  /**
   * A sixth of the skewness of the jackknife influences, summed over the samples; 0 where nothing
   * varies.
   */
  static double acceleration(Statistic statistic, int... sizes) {
    double cubes = 0;
    double squares = 0;
    for (int sample = 0; sample < sizes.length; sample++) {
      int n = sizes[sample];
      if (n < 2) {
        continue;
      }
      double[] left = leaveOneOut(statistic, sample, sizes);
      double mean = Arrays.stream(left).filter(v -> !Double.isNaN(v)).average().orElse(0);
      for (double value : left) {
        // A member without which the statistic is undefined has no influence that could be told.
        double influence = Double.isNaN(value) ? 0 : (n - 1) * (mean - value);
        squares += influence * influence / ((double) n * n);
        cubes += influence * influence * influence / ((double) n * n * n);
      }
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double[] leaveOneOut(Statistic statistic, int sample, int[] sizes) {
    int[][] counts = everyoneOnce(sizes);
    double[] values = new double[sizes[sample]];
    for (int i = 0; i < values.length; i++) {
      counts[sample][i] = 0;
      values[i] = statistic.of(counts);
      counts[sample][i] = 1;
    }
    return values;
  }

  private static int[][] everyoneOnce(int[] sizes) {
    int[][] counts = new int[sizes.length][];
    for (int s = 0; s < sizes.length; s++) {
      counts[s] = new int[sizes[s]];
      Arrays.fill(counts[s], 1);
    }
    return counts;
  }

  private static int[][] draw(int[] sizes, Stream random) {
    int[][] counts = new int[sizes.length][];
    for (int s = 0; s < sizes.length; s++) {
      counts[s] = new int[sizes[s]];
      for (int i = 0; i < sizes[s]; i++) {
        counts[s][random.nextInt(sizes[s])]++;
      }
    }
    return counts;
  }
}
