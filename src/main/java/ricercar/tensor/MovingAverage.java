package ricercar.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.List;

/** The exponential moving average of tensors that change. */
public final class MovingAverage {
  private static final Kernel MOVE =
      Kernel.of(
          "a: List[Tensor], v: List[Tensor], w: float) -> Tensor",
          "_0 = torch._foreach_lerp_(a, v, w)",
          "return a[0]");

  private MovingAverage() {}

  /** In place, average ← momentum · average + (1 − momentum) · value. */
  public static void move(List<Tensor> averages, List<Tensor> values, double momentum) {
    MOVE.run(Kernel.list(averages), Kernel.list(values), IValue.from(1 - momentum));
  }
}
