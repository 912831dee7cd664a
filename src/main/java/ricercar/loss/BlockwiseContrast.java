package ricercar.loss;

import ricercar.tensor.ContrastBlock;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The contrastive loss of many views, made in blocks of anchors with its gradient beside it, so
 * that memory grows with the views and not with their square.
 */
record BlockwiseContrast(double temperature, int rowsAtOnce) {
  /** As {@link ContrastiveLoss#of(Tensor, Tensor, PairMask)}. */
  Tensor of(Tensor anchors, Tensor others, PairMask mask) {
    return Scope.run(
        () -> {
          Tensor unit = anchors.normalize(1);
          Tensor other = anchors == others ? unit : others.normalize(1);
          Found found = Gradients.without(() -> blocks(unit.detach(), other.detach(), mask));
          // The value of the loss with the gradient that was found beside it.
          Tensor linear =
              anchors == others
                  ? unit.mul(found.anchorSlopes.add(found.otherSlopes)).sum()
                  : unit.mul(found.anchorSlopes).sum().add(other.mul(found.otherSlopes).sum());
          return linear.sub(linear.detach()).add(found.loss);
        });
  }

  private record Found(Tensor loss, Tensor anchorSlopes, Tensor otherSlopes) {}

  private Found blocks(Tensor unit, Tensor other, PairMask mask) {
    int views = mask.views();
    DType type = unit.type();
    Tensor scaled = unit.div(temperature);
    Tensor loss = Tensor.zeros(type);
    Tensor anchorSlopes = Tensor.zeros(type, unit.shape());
    Tensor otherSlopes = Tensor.zeros(type, other.shape());
    for (int from = 0; from < views; from += rowsAtOnce) {
      int to = Math.min(views, from + rowsAtOnce);
      try (Scope scope = Scope.open()) {
        Rows rows = new Rows(mask, from, to);
        ContrastBlock.add(
            scaled.slice(0, from, to),
            other,
            Tensor.of(rows.excluded, to - from, views),
            rows.shares(type),
            rows.weights(type),
            loss,
            anchorSlopes.slice(0, from, to),
            otherSlopes);
      }
    }
    return new Found(loss, anchorSlopes.div(temperature), otherSlopes);
  }

  /** The mask's part in the loss of some anchors. */
  private static final class Rows {
    private final int views;
    private final boolean[] excluded;
    private final double[] shares;
    private final double[] weights;

    Rows(PairMask mask, int from, int to) {
      views = mask.views();
      excluded = new boolean[(to - from) * views];
      shares = new double[excluded.length];
      weights = new double[to - from];
      for (int i = from; i < to; i++) {
        double weight = mask.weightOf(i);
        double share = weight > 0 ? 1 / weight / views : 0;
        weights[i - from] = weight > 0 ? 1.0 / views : 0;
        int at = (i - from) * views;
        int pair = i * views;
        for (int j = 0; j < views; j++) {
          excluded[at + j] = !mask.candidates()[pair + j];
          shares[at + j] = mask.positives()[pair + j] * share;
        }
      }
    }

    Tensor shares(DType type) {
      return tensor(shares, type, weights.length, views);
    }

    Tensor weights(DType type) {
      return tensor(weights, type, weights.length, 1);
    }

    private static Tensor tensor(double[] values, DType type, long... shape) {
      if (type != DType.FLOAT32) {
        return Tensor.of(values, shape).to(type);
      }
      float[] narrow = new float[values.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) values[i];
      }
      return Tensor.of(narrow, shape);
    }
  }
}
