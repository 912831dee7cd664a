package ricercar.etudes;

import java.util.List;
import ricercar.random.Stream;

/**
 * Ridge regression onto one-hot classes, judged by cross-validation whose folds keep groups whole.
 * Features are standardised by the training folds.
 */
final class Ridge {
  private static final int FOLDS = 5;

  private Ridge() {}

  /** Share of items classed rightly by models that saw none of their group. */
  static double accuracy(
      double[][] features, int[] classes, List<String> groups, int classCount, double penalty) {
    int[] guesses = guesses(features, classes, groups, classCount, penalty);
    int right = 0;
    for (int i = 0; i < classes.length; i++) {
      right += guesses[i] == classes[i] ? 1 : 0;
    }
    return right / (double) classes.length;
  }

  /** The class of each item by the model that saw none of its group. */
  static int[] guesses(
      double[][] features, int[] classes, List<String> groups, int classCount, double penalty) {
    int[] guesses = new int[classes.length];
    int[] fold = folds(groups);
    for (int held = 0; held < FOLDS; held++) {
      Standard standard = Standard.of(features, fold, held);
      double[][] weights = fit(features, classes, classCount, fold, held, standard, penalty);
      for (int i = 0; i < features.length; i++) {
        if (fold[i] == held) {
          guesses[i] = best(weights, standard.apply(features[i]));
        }
      }
    }
    return guesses;
  }

  private static int[] folds(List<String> groups) {
    List<String> order = groups.stream().distinct().toList();
    int[] shuffled = Stream.of(0, "folds").permutation(order.size());
    return groups.stream().mapToInt(group -> shuffled[order.indexOf(group)] % FOLDS).toArray();
  }

  /** Solves (XᵀX + n · penalty · I) W = XᵀY; the last feature is the constant 1. */
  private static double[][] fit(
      double[][] features,
      int[] classes,
      int classCount,
      int[] fold,
      int held,
      Standard standard,
      double penalty) {
    int width = features[0].length + 1;
    double[][] gram = new double[width][width];
    double[][] target = new double[width][classCount];
    int n = 0;
    for (int i = 0; i < features.length; i++) {
      if (fold[i] == held) {
        continue;
      }
      n++;
      double[] x = standard.apply(features[i]);
      for (int r = 0; r < width; r++) {
        for (int c = 0; c <= r; c++) {
          gram[r][c] += x[r] * x[c];
        }
        target[r][classes[i]] += x[r];
      }
    }
    for (int r = 0; r < width - 1; r++) {
      gram[r][r] += n * penalty;
    }
    return solve(gram, target);
  }

  /** Cholesky's decomposition of the lower triangle, then both substitutions, in place. */
  private static double[][] solve(double[][] lower, double[][] right) {
    int n = lower.length;
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        double sum = lower[r][c];
        for (int k = 0; k < c; k++) {
          sum -= lower[r][k] * lower[c][k];
        }
        lower[r][c] = r == c ? StrictMath.sqrt(sum) : sum / lower[c][c];
      }
    }
    for (int column = 0; column < right[0].length; column++) {
      for (int r = 0; r < n; r++) {
        for (int k = 0; k < r; k++) {
          right[r][column] -= lower[r][k] * right[k][column];
        }
        right[r][column] /= lower[r][r];
      }
      for (int r = n - 1; r >= 0; r--) {
        for (int k = r + 1; k < n; k++) {
          right[r][column] -= lower[k][r] * right[k][column];
        }
        right[r][column] /= lower[r][r];
      }
    }
    return right;
  }

  private static int best(double[][] weights, double[] x) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < weights[0].length; c++) {
      double score = 0;
      for (int k = 0; k < x.length; k++) {
        score += weights[k][c] * x[k];
      }
      if (score > most) {
        most = score;
        best = c;
      }
    }
    return best;
  }

  /** Mean and deviation of each feature over the training folds. */
  private record Standard(double[] mean, double[] deviation) {
    static Standard of(double[][] features, int[] fold, int held) {
      int width = features[0].length;
      double[] mean = new double[width];
      double[] square = new double[width];
      int n = 0;
      for (int i = 0; i < features.length; i++) {
        if (fold[i] != held) {
          n++;
          for (int k = 0; k < width; k++) {
            mean[k] += features[i][k];
            square[k] += features[i][k] * features[i][k];
          }
        }
      }
      for (int k = 0; k < width; k++) {
        mean[k] /= n;
        square[k] = StrictMath.sqrt(Math.max(1e-8, square[k] / n - mean[k] * mean[k]));
      }
      return new Standard(mean, square);
    }

    double[] apply(double[] x) {
      double[] out = new double[x.length + 1];
      for (int k = 0; k < x.length; k++) {
        out[k] = (x[k] - mean[k]) / deviation[k];
      }
      out[x.length] = 1;
      return out;
    }
  }
}
