package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class AdamWTests {
  private static final AdamW.Settings SETTINGS = new AdamW.Settings(0.8, 0.95, 0.3, 1e-3);

  /** Algorithm 2 of Loshchilov and Hutter 2019, one number at a time. */
  private static final class Slow {
    private final double[] weights;
    private final double[] m;
    private final double[] v;
    private int t;

    Slow(double[] weights) {
      this.weights = weights.clone();
      m = new double[weights.length];
      v = new double[weights.length];
    }

    void step(double rate, double[] gradient) {
      t++;
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= rate * SETTINGS.weightDecay() * weights[i];
        m[i] = SETTINGS.beta1() * m[i] + (1 - SETTINGS.beta1()) * gradient[i];
        v[i] = SETTINGS.beta2() * v[i] + (1 - SETTINGS.beta2()) * gradient[i] * gradient[i];
        double first = m[i] / (1 - Math.pow(SETTINGS.beta1(), t));
        double second = v[i] / (1 - Math.pow(SETTINGS.beta2(), t));
        weights[i] -= rate * first / (Math.sqrt(second) + SETTINGS.epsilon());
      }
    }
  }

  @Test
  void stepsEqualThoseOfASlowDoubleImplementation() {
    Stream random = Stream.of(3, "adamw");
    double[] a = numbers(random, 7);
    double[] b = numbers(random, 35);
    Slow slowA = new Slow(a);
    Slow slowB = new Slow(b);
    try (Scope scope = Scope.open()) {
      Tensor first = Tensor.of(a, 7).requireGradient(true);
      Tensor second = Tensor.of(b, 5, 7).requireGradient(true);
      try (AdamW optimiser = new AdamW(named(first, second), SETTINGS)) {
        for (int step = 0; step < 6; step++) {
          double rate = 0.1 / (step + 1);
          double[] slopesA = numbers(random, 7);
          double[] slopesB = numbers(random, 35);
          descend(first, slopesA, second, slopesB);
          optimiser.step(rate);
          slowA.step(rate, slopesA);
          slowB.step(rate, slopesB);

          assertThat(first.toDoubles()).containsExactly(slowA.weights, within(1e-12));
          assertThat(second.toDoubles()).containsExactly(slowB.weights, within(1e-12));
          assertThat(first.gradient().toDoubles()).containsOnly(0);
        }
      }
    }
  }

  @Test
  void aSavedStateContinuesBitForBit() {
    Stream random = Stream.of(4, "adamw");
    double[] start = numbers(random, 5);
    double[] slopes = numbers(random, 5);
    try (Scope scope = Scope.open()) {
      Tensor whole = Tensor.of(start, 5).requireGradient(true);
      Tensor parted = Tensor.of(start, 5).requireGradient(true);
      try (AdamW one = new AdamW(Map.of("w", whole), SETTINGS);
          AdamW before = new AdamW(Map.of("w", parted), SETTINGS);
          AdamW after = new AdamW(Map.of("w", parted), SETTINGS)) {
        assertThat(one.state()).containsOnlyKeys("w.exp_avg", "w.exp_avg_sq", "w.step");
        for (int step = 0; step < 4; step++) {
          AdamW other = step < 2 ? before : after;
          if (step == 2) {
            after.state().forEach((name, tensor) -> tensor.set(before.state().get(name)));
          }
          descend(whole, slopes, parted, slopes);
          one.step(0.01);
          other.step(0.01);
        }
        assertThat(parted.toDoubles()).containsExactly(whole.toDoubles());
        assertThat(after.state().get("w.step").item()).isEqualTo(4);
      }
    }
  }

  @Test
  void theGlobalNormIsThatOfAllGradientsAsOneVector() {
    try (Scope scope = Scope.open()) {
      List<Tensor> gradients =
          List.of(Tensor.of(new float[] {3, 0}, 2), Tensor.of(new float[] {0, 4}, 1, 2));
      double norm = GradientNorm.of(gradients);
      assertThat(norm).isEqualTo(5);

      GradientNorm.clip(gradients, norm, 5);
      assertThat(gradients.get(0).toFloats()).containsExactly(3, 0);

      GradientNorm.clip(gradients, norm, 1);
      assertThat(gradients.get(0).toFloats()).containsExactly(new float[] {0.6f, 0}, within(1e-7f));
      assertThat(gradients.get(1).toFloats()).containsExactly(new float[] {0, 0.8f}, within(1e-7f));
    }
  }

  @Test
  void oneBadValueMakesTheNormNotFinite() {
    try (Scope scope = Scope.open()) {
      Tensor sound = Tensor.of(new float[] {1, 2}, 2);
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        double norm = GradientNorm.of(List.of(sound, Tensor.of(new float[] {0, bad}, 2)));
        assertThat(Double.isFinite(norm)).isFalse();
      }
    }
  }

  /** Adds these slopes to the gradients: they are those of Σ slope · weight. */
  private static void descend(Tensor first, double[] slopesA, Tensor second, double[] slopesB) {
    Gradients.backward(
        () ->
            first
                .mul(Tensor.of(slopesA, first.shape()))
                .sum()
                .add(second.mul(Tensor.of(slopesB, second.shape())).sum()));
  }

  private static Map<String, Tensor> named(Tensor first, Tensor second) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    named.put("first", first);
    named.put("second", second);
    return named;
  }

  private static double[] numbers(Stream random, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.uniform(-2, 2);
    }
    return numbers;
  }
}
