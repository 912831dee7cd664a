package ricercar.check;

import java.util.Arrays;
import ricercar.loss.LocalWindowLoss;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** The local-window loss of hierarchical.json with both gradients. */
final class LocalWindowCases {
  private static final double TOLERANCE = 1e-9;

  private LocalWindowCases() {}

  static Measured check(Fields golden) {
    LocalWindowLoss loss =
        new LocalWindowLoss(golden.number("tau"), golden.number("window_frames"), null, 1);
    int[] clips = Arrays.stream(golden.numbers("clip_of_view")).mapToInt(c -> (int) c).toArray();
    long[][] frames =
        Arrays.stream(golden.matrix("frame_index"))
            .map(row -> Arrays.stream(row).mapToLong(f -> (long) f).toArray())
            .toArray(long[][]::new);
    Measured measured = new Measured();
    try (Scope scope = Scope.open()) {
      Tensor global = leaf(golden, "global_z");
      Tensor local = leaf(golden, "local_z");
      Tensor value = Gradients.backward(() -> loss.of(global, local, clips, frames));
      measured.number("loss", value.item(), golden.number("loss"), TOLERANCE);
      gradient(measured, golden, "gradient_global", global);
      gradient(measured, golden, "gradient_local", local);
    }
    return measured;
  }

  private static Tensor leaf(Fields golden, String name) {
    Nested values = Nested.of(golden.get(name), name);
    return Tensor.of(values.values(), values.shape()).copy().requireGradient(true);
  }

  private static void gradient(Measured measured, Fields golden, String name, Tensor leaf) {
    double[] actual = leaf.gradient().to(DType.FLOAT64).toDoubles();
    measured.numbers(name, actual, Nested.of(golden.get(name), name).values(), TOLERANCE);
  }
}
