package ricercar.loss;

import ricercar.Problem;
import ricercar.tensor.DType;
import ricercar.tensor.Tensor;

/** Cosine over τ for all pairs of views, [V, V], and the masks that belong to it. */
record Similarities(Tensor values, PairMask mask) {
  /**
   * Stands for log 0. It is finite, so that a row without a candidate has a gradient (of zero) and
   * not NaN, and far below any similarity, so that its exponential is exactly 0.
   */
  private static final double NEVER = -1e30;

  static Similarities of(Tensor projections, PairMask mask, double temperature) {
    return of(projections, projections, mask, temperature);
  }

  /** Of anchors (rows) with others (columns), of which there are equally many. */
  static Similarities of(Tensor anchors, Tensor others, PairMask mask, double temperature) {
    requireRows(anchors, mask);
    requireRows(others, mask);
    Tensor unit = anchors.normalize(1);
    Tensor other = anchors == others ? unit : others.normalize(1);
    return new Similarities(unit.matMul(other.transpose(0, 1)).div(temperature), mask);
  }

  static void requireRows(Tensor projections, PairMask mask) {
    if (projections.rank() != 2 || projections.size(0) != mask.views()) {
      throw new IllegalArgumentException(projections + " for a mask of " + mask.views() + " views");
    }
  }

  static void requireTemperature(double temperature) {
    Problem.unless(
        temperature > 0 && temperature < Double.POSITIVE_INFINITY,
        "The temperature of a contrastive loss must be positive, but is %s.",
        temperature);
  }

  /** log Σ<sub>j</sub> factor<sub>ij</sub> · exp(similarity<sub>ij</sub>), [V]. */
  Tensor logSum(double[] factors) {
    boolean[] counted = new boolean[factors.length];
    double[] logs = new double[factors.length];
    for (int pair = 0; pair < factors.length; pair++) {
      counted[pair] = factors[pair] > 0;
      logs[pair] = counted[pair] ? Math.log(factors[pair]) : 0;
    }
    Tensor shifted = values.add(constant(logs, mask.views(), mask.views()));
    Tensor condition = Tensor.of(counted, mask.views(), mask.views());
    return Tensor.where(condition, shifted, Tensor.scalar(NEVER, type())).logSumExp(1, false);
  }

  /** Values of the similarities' type, outside the graph. */
  Tensor constant(double[] constants, long... shape) {
    return Tensor.of(constants, shape).to(type());
  }

  private DType type() {
    return values.type();
  }
}
