package ricercar.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import ricercar.corpus.Task;
import ricercar.tensor.Cholesky;
import ricercar.tensor.DType;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Logistic regression to its optimum: the mean cross-entropy plus half of {@code penalty} times the
 * squared weights, biases free, by L-BFGS (Liu and Nocedal 1989) on all rows at once. Several tags
 * are as many problems of their own that share each pass over the rows, which is what makes it
 * fast; the classes of a single-label task are one problem.
 */
final class LogisticFit {
  private static final int MEMORY = 10;

  /** Of a whitened gradient's norm g; the loss is then about g² / 2 above the lowest. */
  private static final double TOLERANCE = 2e-3;

  private static final double DECREASE = 1e-4;
  private static final int HALVINGS = 20;

  private final Tensor features; // [rows, width], whitened
  private final Tensor unwhitening; // [width, width]: whitened weights to those of the features
  private final double biasScale;
  private final Tensor targets; // [rows, classes]
  private final boolean oneOfMany;
  private final double penalty;
  private final int rows;
  private final int width;
  private final int classes;

  LogisticFit(Tensor features, Tensor targets, Task.Kind kind, double penalty) {
    this.targets = targets;
    this.penalty = penalty;
    oneOfMany = kind == Task.Kind.SINGLE_LABEL;
    rows = (int) features.size(0);
    width = (int) features.size(1);
    classes = (int) targets.size(1);
    double curvature = curvature(targets);
    biasScale = 1 / Math.sqrt(curvature);
    Tensor covariance = features.transpose(0, 1).matMul(features).to(DType.FLOAT64).div(rows);
    Tensor ridge = Tensor.of(diagonal(width, penalty + 1e-6 * curvature), width, width);
    Tensor inverse = Cholesky.inverseFactor(covariance.mul(curvature).add(ridge));
    unwhitening = inverse.to(DType.FLOAT32);
    this.features = features.matMul(unwhitening.transpose(0, 1));
  }

  /** The mean of p(1 − p) over the classes, p being how often each is true. */
  private static double curvature(Tensor targets) {
    double sum = 0;
    float[] shares = targets.mean(0, false).toFloats();
    for (float share : shares) {
      sum += share * (1 - share) / shares.length;
    }
    return Math.max(sum, 1e-6);
  }

  private static double[] diagonal(int n, double value) {
    double[] diagonal = new double[n * n];
    for (int i = 0; i < n; i++) {
      diagonal[i * n + i] = value;
    }
    return diagonal;
  }

  /**
   * @param weights [classes, width] row by row
   * @param biases [classes]
   * @param iterations until all gradients were small, or as many as were allowed
   */
  record Solution(float[] weights, float[] biases, int iterations) {}

  /** Losses of each problem and the gradient of all parameters at a point. */
  private record Point(double[] x, double[] losses, double[] slopes) {}

  private record Pair(double[] s, double[] y) {}

  Solution solve(int most) {
    // Each class's parameters stand together: its weights, then its bias.
    Point at = point(new double[classes * (width + 1)]);
    int problems = at.losses.length;
    int length = at.x.length / problems;
    boolean[] done = new boolean[problems];
    Deque<Pair> pairs = new ArrayDeque<>();
    int iteration = 0;
    while (iteration < most && !allSmall(at, length, done)) {
      iteration++;
      double[] direction = direction(at, pairs, length, done);
      Point next = search(at, direction, length, done, pairs.isEmpty());
      pairs.addLast(new Pair(difference(next.x, at.x), difference(next.slopes, at.slopes)));
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
      at = next;
    }
    try (Scope scope = Scope.open()) {
      float[] weights = weights(at.x).matMul(unwhitening).toFloats();
      return new Solution(weights, biases(at.x), iteration);
    }
  }

  /** [classes, width], of the whitened features. */
  private Tensor weights(double[] x) {
    float[] weights = new float[classes * width];
    for (int c = 0; c < classes; c++) {
      for (int k = 0; k < width; k++) {
        weights[c * width + k] = (float) x[c * (width + 1) + k];
      }
    }
    return Tensor.of(weights, classes, width);
  }

  private float[] biases(double[] x) {
    float[] biases = new float[classes];
    for (int c = 0; c < classes; c++) {
      biases[c] = (float) (x[c * (width + 1) + width] * biasScale);
    }
    return biases;
  }

  private static boolean allSmall(Point at, int length, boolean[] done) {
    boolean all = true;
    for (int p = 0; p < done.length; p++) {
      double norm = Math.sqrt(dot(at.slopes, at.slopes, p * length, length));
      done[p] |= norm <= TOLERANCE;
      all &= done[p];
    }
    return all;
  }

  /** The two-loop recursion, for each problem on its own; 0 for those that are done. */
  private static double[] direction(Point at, Deque<Pair> pairs, int length, boolean[] done) {
    double[] q = new double[at.x.length];
    for (int p = 0; p < done.length; p++) {
      if (done[p]) {
        continue;
      }
      int from = p * length;
      for (int i = from; i < from + length; i++) {
        q[i] = -at.slopes[i];
      }
      double[] alphas = new double[pairs.size()];
      int j = pairs.size();
      double scale = 1;
      for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
        Pair pair = newest.next();
        j--;
        double curvature = dot(pair.s, pair.y, from, length);
        if (curvature > 0) {
          alphas[j] = dot(pair.s, q, from, length) / curvature;
          add(q, pair.y, -alphas[j], from, length);
          if (j == pairs.size() - 1) {
            scale = curvature / dot(pair.y, pair.y, from, length);
          }
        }
      }
      for (int i = from; i < from + length; i++) {
        q[i] *= scale;
      }
      j = 0;
      for (Pair pair : pairs) {
        double curvature = dot(pair.s, pair.y, from, length);
        if (curvature > 0) {
          double beta = dot(pair.y, q, from, length) / curvature;
          add(q, pair.s, alphas[j] - beta, from, length);
        }
        j++;
      }
    }
    return q;
  }

  /** Steps that lower each problem's loss enough, halved where a whole one does not. */
  private Point search(Point at, double[] direction, int length, boolean[] done, boolean first) {
    int problems = at.losses.length;
    double[] steps = new double[problems];
    double[] slopes = new double[problems];
    for (int p = 0; p < problems; p++) {
      slopes[p] = dot(at.slopes, direction, p * length, length);
      double size = Math.sqrt(dot(direction, direction, p * length, length));
      steps[p] = done[p] ? 0 : first ? Math.min(1, 1 / Math.max(size, 1e-12)) : 1;
    }
    for (int halving = 0; ; halving++) {
      double[] x = at.x.clone();
      for (int p = 0; p < problems; p++) {
        add(x, direction, steps[p], p * length, length);
      }
      Point next = point(x);
      boolean accepted = true;
      for (int p = 0; p < problems; p++) {
        boolean lower = next.losses[p] <= at.losses[p] + DECREASE * steps[p] * slopes[p];
        if (steps[p] > 0 && !lower) {
          accepted = false;
          // Single precision shows no decrease any more: this problem is as good as solved.
          steps[p] = halving < HALVINGS ? steps[p] / 2 : 0;
          done[p] |= halving >= HALVINGS;
        }
      }
      if (accepted) {
        return next;
      }
    }
  }

  private Point point(double[] x) {
    double[] losses = new double[oneOfMany ? 1 : classes];
    double[] slopes = new double[x.length];
    try (Scope scope = Scope.open()) {
      Tensor whitened = weights(x);
      Tensor plain = whitened.matMul(unwhitening);
      Tensor logits = features.linear(whitened, Tensor.of(biases(x), classes));
      Tensor errors;
      double[] found;
      if (oneOfMany) {
        Tensor logs = logits.logSoftmax(1);
        found = logs.mul(targets).sum(1, false).neg().to(DType.FLOAT64).mean().toDoubles();
        errors = logs.exp().sub(targets);
      } else {
        Tensor each = logits.softplus().sub(logits.mul(targets));
        found = each.mean(0, false).to(DType.FLOAT64).toDoubles();
        errors = logits.sigmoid().sub(targets);
      }
      System.arraycopy(found, 0, losses, 0, losses.length);
      Tensor byPenalty = plain.matMul(unwhitening.transpose(0, 1)).mul(penalty);
      float[] byWeight =
          errors.transpose(0, 1).matMul(features).div(rows).add(byPenalty).toFloats();
      float[] byBias = errors.sum(0, false).toFloats();
      float[] squares = plain.square().sum(1, false).toFloats();
      for (int c = 0; c < classes; c++) {
        int from = c * (width + 1);
        for (int k = 0; k < width; k++) {
          slopes[from + k] = byWeight[c * width + k];
        }
        slopes[from + width] = byBias[c] * biasScale / rows;
        losses[oneOfMany ? 0 : c] += penalty / 2 * squares[c];
      }
    }
    return new Point(x, losses, slopes);
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double times, int from, int length) {
    for (int i = from; i < from + length; i++) {
      to[i] += times * what[i];
    }
  }
}
