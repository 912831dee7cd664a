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
    Rows rows = null;
    for (int from = 0; from < views; from += rowsAtOnce) {
      int to = Math.min(views, from + rowsAtOnce);
      if (rows == null || rows.count != to - from) {
        rows = new Rows(mask, to - from, type);
      }
      rows.fill(from);
      try (Scope scope = Scope.open()) {
        ContrastBlock.add(
            scaled.slice(0, from, to),
            other,
            rows.excluded(),
            rows.shares(),
            rows.weights(),
            loss,
            anchorSlopes.slice(0, from, to),
            otherSlopes);
      }
    }
    return new Found(loss, anchorSlopes.div(temperature), otherSlopes);
  }

  /** The mask's part in the loss of some anchors; filled again for each block. */
  private static final class Rows {
    private final PairMask mask;
    private final int count;
    private final boolean[] excluded;
    private final Numbers shares;
    private final Numbers weights;

    Rows(PairMask mask, int count, DType type) {
      this.mask = mask;
      this.count = count;
      excluded = new boolean[count * mask.views()];
      shares = Numbers.of(type, excluded.length);
      weights = Numbers.of(type, count);
    }

    void fill(int from) {
      int views = mask.views();
      double[] positives = mask.positives();
      boolean[] candidates = mask.candidates();
      for (int i = 0; i < count; i++) {
        double weight = mask.weightOf(from + i);
        double share = weight > 0 ? 1 / weight / views : 0;
        weights.put(i, weight > 0 ? 1.0 / views : 0);
        int at = i * views;
        int pair = (from + i) * views;
        for (int j = 0; j < views; j++) {
          excluded[at + j] = !candidates[pair + j];
          shares.put(at + j, positives[pair + j] * share);
        }
      }
    }

    Tensor excluded() {
      return Tensor.of(excluded, count, mask.views());
    }

    Tensor shares() {
      return shares.tensor(count, mask.views());
    }

    Tensor weights() {
      return weights.tensor(count, 1);
    }
  }

  /** An array of the loss's own precision. */
  private interface Numbers {
    void put(int at, double value);

    Tensor tensor(long... shape);

    static Numbers of(DType type, int length) {
      return type == DType.FLOAT32
          ? new Singles(new float[length])
          : new Doubles(new double[length]);
    }
  }

  private record Singles(float[] values) implements Numbers {
    @Override
    public void put(int at, double value) {
      values[at] = (float) value;
    }

    @Override
    public Tensor tensor(long... shape) {
      return Tensor.of(values, shape);
    }
  }

  private record Doubles(double[] values) implements Numbers {
    @Override
    public void put(int at, double value) {
      values[at] = value;
    }

    @Override
    public Tensor tensor(long... shape) {
      return Tensor.of(values, shape);
    }
  }
}
