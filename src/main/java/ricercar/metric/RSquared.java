package ricercar.metric;

/**
 * Coefficient of determination, 1 − Σ(y − ŷ)² / Σ(y − ȳ)², as scikit-learn's {@code r2_score}; not
 * defined where the truth does not vary.
 */
public final class RSquared {
  private RSquared() {}

  /** One per target of a regression. */
  public static double[] perTarget(Outcomes outcomes) {
    return perTarget(outcomes, TagRanking.once(outcomes.size()));
  }

  /** The plain mean over the targets. */
  static Scorer of(Outcomes outcomes) {
    return counts -> {
      double sum = 0;
      double[] perTarget = perTarget(outcomes, counts);
      for (double value : perTarget) {
        sum += value;
      }
      return sum / perTarget.length;
    };
  }

  private static double[] perTarget(Outcomes outcomes, int[] counts) {
    double[] values = new double[outcomes.task().classes().size()];
    for (int target = 0; target < values.length; target++) {
      values[target] = of(outcomes.numbers(), outcomes.scores(), target, counts);
    }
    return values;
  }

  private static double of(float[][] truth, float[][] predicted, int target, int[] counts) {
    double mean = 0;
    long items = 0;
    for (int i = 0; i < truth.length; i++) {
      mean += (double) counts[i] * truth[i][target];
      items += counts[i];
    }
    mean /= items;
    double residual = 0;
    double total = 0;
    for (int i = 0; i < truth.length; i++) {
      double error = (double) truth[i][target] - predicted[i][target];
      double distance = truth[i][target] - mean;
      residual += counts[i] * error * error;
      total += counts[i] * distance * distance;
    }
    return total > 0 ? 1 - residual / total : Double.NaN;
  }
}
