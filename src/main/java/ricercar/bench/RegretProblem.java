package ricercar.bench;

import java.util.List;
import ricercar.sweep.Axis;
import ricercar.sweep.Point;

/**
 * Losses with a known least value, to measure samplers on; {@code optuna_regret.py} has the same.
 */
enum RegretProblem {
  /** Branin's function (Dixon and Szegő 1978): three minima of the same depth. */
  BRANIN("Branin", 10 / (8 * Math.PI), 50, real("x1", -5, 10), real("x2", 0, 15)) {
    @Override
    double loss(double[] x) {
      double valley = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
      return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
    }
  },

  /** Hartmann's function of six variables (Dixon and Szegő 1978). */
  HARTMANN_6(
      "Hartmann-6",
      -3.32236801141551,
      1,
      real("x1", 0, 1),
      real("x2", 0, 1),
      real("x3", 0, 1),
      real("x4", 0, 1),
      real("x5", 0, 1),
      real("x6", 0, 1)) {
    @Override
    double loss(double[] x) {
      double sum = 0;
      for (int i = 0; i < HEIGHTS.length; i++) {
        double distance = 0;
        for (int j = 0; j < x.length; j++) {
          distance += STEEPNESS[i][j] * Math.pow(x[j] - 1e-4 * CENTRES[i][j], 2);
        }
        sum += HEIGHTS[i] * Math.exp(-distance);
      }
      return -sum;
    }
  },

  /**
   * A smooth stand-in for the score over reconstruction weight λ, masked weight δ and temperature
   * τ: {@code 1 − exp(−(4 l² + 2 (δ − 0.85 − 0.3 l)² + 0.5 (log₁₀ τ + 1 − 0.5 l)²))} with {@code l
   * = λ − 0.7}. The best is at λ = 0.7, δ = 0.85, τ = 0.1; around it the axes hang together, and
   * far off it is nearly flat.
   */
  LAMBDA_DELTA_TAU(
      "λ–δ–τ surrogate",
      0,
      0.3,
      real("λ", 0, 1),
      real("δ", 0, 1),
      new Axis.Real("τ", null, 0.01, 1, true)) {
    @Override
    double loss(double[] x) {
      double l = x[0] - 0.7;
      double masked = x[1] - 0.85 - 0.3 * l;
      double warmth = Math.log10(x[2]) + 1 - 0.5 * l;
      return -Math.expm1(-(4 * l * l + 2 * masked * masked + 0.5 * warmth * warmth));
    }
  };

  /** The budget at which a loss is told as it is. */
  static final int FULL = 27;

  private static final double[] HEIGHTS = {1, 1.2, 3, 3.2};
  private static final double[][] STEEPNESS = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] CENTRES = {
    {1312, 1696, 5569, 124, 8283, 5886},
    {2329, 4135, 8307, 3736, 1004, 9991},
    {2348, 1451, 3522, 2883, 3047, 6650},
    {4047, 8828, 8732, 5743, 1091, 381}
  };

  private final String title;
  private final double least;
  private final double scale;
  private final List<Axis> space;

  RegretProblem(String title, double least, double scale, Axis... space) {
    this.title = title;
    this.least = least;
    this.scale = scale;
    this.space = List.of(space);
  }

  /**
   * @param x a value for each axis
   */
  abstract double loss(double[] x);

  double loss(Point point) {
    return loss(point.values().stream().mapToDouble(v -> v.asDouble()).toArray());
  }

  /** After a part of the training: too large by what wanes with the budget and differs by place. */
  double loss(Point point, int budget) {
    double along = 0;
    for (double place : point.place(space)) {
      along += place;
    }
    double early = 1 / Math.sqrt(budget) - 1 / Math.sqrt(FULL);
    return loss(point) + scale * early * (1 + Math.cos(2 * Math.PI * along)) / 2;
  }

  double regret(double loss) {
    return loss - least;
  }

  List<Axis> space() {
    return space;
  }

  String title() {
    return title;
  }

  private static Axis real(String key, double low, double high) {
    return new Axis.Real(key, null, low, high, false);
  }
}
