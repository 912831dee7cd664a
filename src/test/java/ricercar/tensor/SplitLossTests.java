package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SplitLossTests {
  @Test
  void theSumHasTheValueAndGradientsOfThePlainSumAndEachLossItsNorm() {
    try (Scope scope = Scope.open()) {
      Tensor weight = Tensor.of(new double[] {1, -2}, 2).copy().requireGradient(true);
      Tensor head = Tensor.scalar(3, DType.FLOAT64).copy().requireGradient(true);
      Map<String, UnaryOperator<Tensor>> losses = new LinkedHashMap<>();
      // Of the shared tensor s = 2w: Σ s², and 3 · Σ s by a head of 3.
      losses.put("square", s -> s.square().sum());
      losses.put("linear", s -> s.sum().mul(head));
      SplitLoss[] found = new SplitLoss[1];

      Tensor value =
          Gradients.backward(
              () -> {
                found[0] = SplitLoss.of(weight.mul(2), losses);
                return found[0].sum();
              });

      assertThat(value.item()).isEqualTo(4 + 16 - 6);
      assertThat(weight.gradient().toDoubles()).containsExactly(2 * (4 + 3), 2 * (-8 + 3));
      assertThat(head.gradient().item()).isEqualTo(-2);
      assertThat(found[0].norms().get("square")).isCloseTo(Math.sqrt(16 + 64), within(1e-12));
      assertThat(found[0].norms().get("linear")).isCloseTo(Math.sqrt(18), within(1e-12));
    }
  }

  @Test
  void collectedGarbageBetweenTheLossesChangesNothing() {
    try (Scope scope = Scope.open()) {
      Tensor weight = Tensor.of(new float[] {1, -2, 3}, 3).copy().requireGradient(true);
      Map<String, UnaryOperator<Tensor>> losses = new LinkedHashMap<>();
      losses.put("first", s -> s.square().sum().mul(0.25));
      losses.put(
          "second",
          s -> {
            System.gc();
            return s.exp().sum().mul(0.75);
          });

      Gradients.backward(() -> SplitLoss.of(weight.mul(1), losses).sum());

      float[] slope = weight.gradient().toFloats();
      for (int i = 0; i < 3; i++) {
        double x = new double[] {1, -2, 3}[i];
        assertThat((double) slope[i]).isCloseTo(0.5 * x + 0.75 * Math.exp(x), within(1e-5));
      }
    }
  }
}
