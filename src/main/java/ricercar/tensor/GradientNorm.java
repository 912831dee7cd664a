package ricercar.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.List;

/** The length of all gradients taken as one vector. */
public final class GradientNorm {
  private static final Kernel SCALE =
      Kernel.of(
          "g: List[Tensor], c: float) -> Tensor", "_0 = torch._foreach_mul_(g, c)", "return g[0]");
  private static final Kernel ZERO =
      Kernel.of("g: List[Tensor]) -> Tensor", "_0 = torch._foreach_zero_(g)", "return g[0]");
  private static final Kernel NORM =
      Kernel.of(
          "g: List[Tensor], out: Tensor) -> Tensor",
          "n = torch.stack(torch._foreach_norm(g, 2))",
          "return torch.copy_(out, torch.linalg_vector_norm(n, 2))");

  private GradientNorm() {}

  public static double of(List<Tensor> gradients) {
    try (Scope scope = Scope.open()) {
      Tensor norm = Tensor.zeros(gradients.get(0).type());
      NORM.run(Kernel.list(gradients), Kernel.value(norm));
      return norm.item();
    }
  }

  /**
   * Scales the gradients in place so that their global norm, given as {@code norm}, is at most so.
   */
  public static void clip(List<Tensor> gradients, double norm, double atMost) {
    if (norm > atMost) {
      SCALE.run(Kernel.list(gradients), IValue.from(atMost / norm));
    }
  }

  /** Sets the gradients to zero in place. */
  public static void zero(List<Tensor> gradients) {
    ZERO.run(Kernel.list(gradients));
  }
}
