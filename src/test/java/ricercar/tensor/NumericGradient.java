package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import ricercar.random.Stream;

/** Central differences in float64, with garbage collected between forward and backward. */
public final class NumericGradient {
  private static final double STEP = 1e-5;

  private NumericGradient() {}

  public static void check(Function<List<Tensor>, Tensor> operation, long[]... shapes) {
    check(1e-7, operation, shapes);
  }

  public static void check(
      double tolerance, Function<List<Tensor>, Tensor> operation, long[]... shapes) {
    Stream random = Stream.of(7, "numeric gradient");
    List<double[]> values = new ArrayList<>();
    for (long[] shape : shapes) {
      values.add(random(random, elements(shape)));
    }
    List<double[]> analytic = analytic(operation, values, shapes);
    for (int input = 0; input < shapes.length; input++) {
      double[] x = values.get(input);
      for (int i = 0; i < x.length; i++) {
        double kept = x[i];
        x[i] = kept + STEP;
        double above = loss(operation, values, shapes);
        x[i] = kept - STEP;
        double below = loss(operation, values, shapes);
        x[i] = kept;
        double expected = (above - below) / (2 * STEP);
        assertThat(analytic.get(input)[i])
            .describedAs("input %d, element %d", input, i)
            .isCloseTo(
                expected,
                org.assertj.core.data.Offset.offset(tolerance * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private static List<double[]> analytic(
      Function<List<Tensor>, Tensor> operation, List<double[]> values, long[][] shapes) {
    try (Scope scope = Scope.open()) {
      List<Tensor> inputs = inputs(values, shapes);
      inputs.forEach(t -> t.requireGradient(true));
      Gradients.backward(
          () -> {
            Tensor loss = Scope.run(() -> weighted(operation.apply(inputs)));
            churn();
            return loss;
          });
      return inputs.stream().map(t -> t.gradient().toDoubles()).toList();
    }
  }

  private static double loss(
      Function<List<Tensor>, Tensor> operation, List<double[]> values, long[][] shapes) {
    try (Scope scope = Scope.open()) {
      return weighted(operation.apply(inputs(values, shapes))).item();
    }
  }

  private static Tensor weighted(Tensor out) {
    double[] weights = random(Stream.of(11, "weights"), (int) out.elements());
    return out.mul(Tensor.of(weights, out.shape())).sum();
  }

  private static List<Tensor> inputs(List<double[]> values, long[][] shapes) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.length; i++) {
      inputs.add(Tensor.of(values.get(i), shapes[i]));
    }
    return inputs;
  }

  /** Collects garbage and overwrites freed direct memory with NaN bits. */
  public static void churn() {
    System.gc();
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<ByteBuffer> hold = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      hold.add(ByteBuffer.allocateDirect(8).putLong(0, 0x7ff8000000000000L));
    }
    assertThat(hold).hasSize(2_000);
  }

  private static int elements(long[] shape) {
    long n = 1;
    for (long d : shape) {
      n *= d;
    }
    return (int) n;
  }

  private static double[] random(Stream random, int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.uniform(0.2, 1.5) * (random.chance(0.5) ? 1 : -1);
    }
    return x;
  }
}
