package ricercar.stats;

/**
 * A number computed from independent samples in which each member may stand several times. Weights
 * in the place of copies let a rank statistic keep its sorted order over all resamples.
 */
@FunctionalInterface
public interface Statistic {
  /**
   * @param counts {@code counts[sample][member]}: how often the member stands in its sample
   * @return the value, or NaN where it is not defined on these members
   */
  double of(int[][] counts);

  /** The mean of one sample. */
  static Statistic mean(double[] values) {
    return counts -> weightedMean(values, counts[0]);
  }

  /** The mean of the first sample minus the mean of the second. */
  static Statistic differenceOfMeans(double[] first, double[] second) {
    return counts -> weightedMean(first, counts[0]) - weightedMean(second, counts[1]);
  }

  private static double weightedMean(double[] values, int[] counts) {
    double sum = 0;
    long members = 0;
    for (int i = 0; i < values.length; i++) {
      sum += counts[i] * values[i];
      members += counts[i];
    }
    return sum / members;
  }
}
