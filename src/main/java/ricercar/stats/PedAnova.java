package ricercar.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each factor mattered for being among the best, from trials anywhere in the space:
 * PED-ANOVA (Watanabe, Bansal and Hutter 2023), with the settings of Optuna 5.0.0. A factor's
 * importance is the Pearson divergence between where the best tenth lies on it and where all lie.
 */
public final class PedAnova {
  private static final double BEST_SHARE = 0.1;
  private static final double SCOTT = 1.059;
  private static final double NARROWEST = 0.5 / 1.64;
  private static final double FLOOR = 1e-12;

  private PedAnova() {}

  /**
   * One setting over all trials.
   *
   * @param levels how many values it may have; numbers are laid on a grid of so many
   * @param ordered whether neighbouring levels mean near things
   * @param of the level of each trial, from 0
   */
  public record Factor(int levels, boolean ordered, int[] of) {}

  /**
   * @param values of the trials, to be made as large as possible; finite
   * @return the importance of each factor; they sum to 1
   */
  public static double[] importance(double[] values, List<Factor> factors) {
    if (values.length < 2) {
      return normalised(new double[factors.size()]);
    }
    double[] descending = Arrays.stream(values).map(v -> -v).sorted().map(v -> -v).toArray();
    double least = descending[(int) Math.ceil(BEST_SHARE * values.length) - 1];
    int[] all = IntStream.range(0, values.length).toArray();
    int[] best = IntStream.of(all).filter(trial -> values[trial] >= least).toArray();
    return normalised(
        factors.stream().mapToDouble(factor -> divergence(factor, best, all)).toArray());
  }

  private static double divergence(Factor factor, int[] best, int[] all) {
    ParzenEstimator top = density(factor, best);
    ParzenEstimator local = density(factor, all);
    double sum = 0;
    for (int level = 0; level < factor.levels; level++) {
      double place = Kernels.middle(level, factor.levels);
      double base = local.density(place) + FLOOR;
      double excess = (top.density(place) + FLOOR) / base - 1;
      sum += base * excess * excess;
    }
    return sum;
  }

  /** A kernel for each level that occurs, weighted by how often, and a prior of weight 1. */
  private static ParzenEstimator density(Factor factor, int[] trials) {
    int[] counts = new int[factor.levels];
    for (int trial : trials) {
      counts[factor.of[trial]]++;
    }
    int[] seen = IntStream.range(0, factor.levels).filter(level -> counts[level] > 0).toArray();
    double[] weights = new double[seen.length + 1];
    Arrays.setAll(weights, i -> i < seen.length ? counts[seen[i]] : 1);
    Kernels kernels =
        factor.ordered
            ? ordered(seen, weights, factor.levels)
            : Kernels.Categories.around(seen, factor.levels);
    return new ParzenEstimator(weights, List.of(kernels));
  }

  private static Kernels ordered(int[] seen, double[] weights, int levels) {
    double width = Math.max(NARROWEST, scott(seen, weights));
    List<TruncatedNormal> normals = new ArrayList<>();
    for (int level : seen) {
      normals.add(TruncatedNormal.of(Kernels.middle(level, levels), width / levels));
    }
    normals.add(TruncatedNormal.of(0.5, 1));
    return new Kernels.Cells(normals, levels);
  }

  /**
   * Scott's rule (1992) for the width of kernels, in levels; of quartiles as Optuna counts them.
   */
  private static double scott(int[] seen, double[] weights) {
    long[] cumulative = new long[seen.length];
    long total = 0;
    double mean = 0;
    for (int i = 0; i < seen.length; i++) {
      total += (long) weights[i];
      cumulative[i] = total;
      mean += weights[i] * seen[i];
    }
    mean /= total;
    double squares = 0;
    for (int i = 0; i < seen.length; i++) {
      squares += weights[i] * (seen[i] - mean) * (seen[i] - mean);
    }
    double deviation = Math.sqrt(squares / Math.max(1, total - 1));
    long quarter = total / 4;
    long threeQuarters = total * 3 / 4;
    int first = (int) Arrays.stream(cumulative).filter(c -> c < quarter).count();
    int third = (int) Arrays.stream(cumulative).filter(c -> c <= threeQuarters).count();
    int spread = seen[Math.min(seen.length - 1, third)] - seen[first];
    return SCOTT * Math.min(spread / 1.34, deviation) * Math.pow(total, -0.2);
  }

  private static double[] normalised(double[] importance) {
    double sum = Arrays.stream(importance).sum();
    return Arrays.stream(importance)
        .map(i -> sum == 0 ? 1.0 / importance.length : i / sum)
        .toArray();
  }
}
