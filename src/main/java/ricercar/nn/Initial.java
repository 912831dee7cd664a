package ricercar.nn;

import java.util.function.DoubleSupplier;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Tensor;

/** The values that a parameter starts from. */
@FunctionalInterface
public interface Initial {
  Initial ZEROS = shape -> Tensor.zeros(DType.FLOAT32, shape);
  Initial ONES = shape -> Tensor.ones(DType.FLOAT32, shape);

  Tensor tensor(long... shape);

  /** Uniform in ±1/√fanIn: PyTorch's default for weights and biases of linear and conv layers. */
  static Initial uniform(Stream random, long fanIn) {
    return between(random, 1 / Math.sqrt(fanIn));
  }

  /** Uniform in ±bound. */
  static Initial between(Stream random, double bound) {
    return drawn(() -> random.uniform(-bound, bound));
  }

  /** Normal with mean 0 and deviation 1. */
  static Initial normal(Stream random) {
    return drawn(random::nextGaussian);
  }

  private static Initial drawn(DoubleSupplier draw) {
    return shape -> {
      int n = 1;
      for (long axis : shape) {
        n = Math.multiplyExact(n, (int) axis);
      }
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = (float) draw.getAsDouble();
      }
      return Tensor.of(values, shape);
    };
  }
}
