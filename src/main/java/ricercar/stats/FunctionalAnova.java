package ricercar.stats;

import java.util.Arrays;

/**
 * The variance of a full grid, shared out among its axes: what each does by itself, what two do
 * together beyond that, and the rest (Sobol 1993; of hyperparameters Hutter, Hoos and Leyton-Brown
 * 2014). All values of an axis weigh the same. Noise of the values lands mostly in {@link #rest}.
 *
 * @param variance of the values over the grid
 * @param first share of the variance of each axis; all 0 if there is no variance
 * @param pairs [i][j]: share of what i and j do together beyond their own; symmetric, diagonal 0
 */
public record FunctionalAnova(double variance, double[] first, double[][] pairs) {
  /**
   * @param values of the points of the grid; the last axis changes fastest
   * @param sizes the number of values of each axis
   */
  public static FunctionalAnova of(double[] values, int... sizes) {
    int points = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    if (points != values.length || Arrays.stream(values).anyMatch(v -> !Double.isFinite(v))) {
      throw new IllegalArgumentException(
          "a full grid of " + points + " finite values is needed, not " + values.length);
    }
    double variance = variance(values);
    double unit = variance == 0 ? 1 : variance;
    double[] first = new double[sizes.length];
    Arrays.setAll(first, i -> variance(marginal(values, sizes, i)) / unit);
    double[][] pairs = new double[sizes.length][sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      for (int j = 0; j < i; j++) {
        double both = variance(marginal(values, sizes, i, j)) / unit;
        pairs[i][j] = Math.max(0, both - first[i] - first[j]);
        pairs[j][i] = pairs[i][j];
      }
    }
    return new FunctionalAnova(variance, first, pairs);
  }

  /** The share of three axes and more together, and of noise; 0 if there is no variance. */
  public double rest() {
    double told = Arrays.stream(first).sum();
    for (double[] row : pairs) {
      told += Arrays.stream(row).sum() / 2;
    }
    return variance == 0 ? 0 : Math.max(0, 1 - told);
  }

  /** The mean over all other axes, for each combination of the kept ones' values. */
  private static double[] marginal(double[] values, int[] sizes, int... kept) {
    double[] sums =
        new double[Arrays.stream(kept).map(axis -> sizes[axis]).reduce(1, (a, b) -> a * b)];
    for (int point = 0; point < values.length; point++) {
      int cell = 0;
      for (int axis : kept) {
        cell = cell * sizes[axis] + level(point, sizes, axis);
      }
      sums[cell] += values[point];
    }
    double share = (double) sums.length / values.length;
    return Arrays.stream(sums).map(sum -> sum * share).toArray();
  }

  private static int level(int point, int[] sizes, int axis) {
    int stride = 1;
    for (int later = axis + 1; later < sizes.length; later++) {
      stride *= sizes[later];
    }
    return point / stride % sizes[axis];
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }
}
