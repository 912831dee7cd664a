package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTests {
  @ParameterizedTest
  @ValueSource(strings = {"convolutions", "transformer"})
  void oneSeedGivesTheSameBitsAfterTwentySteps(String net) {
    List<float[]> once = trained(net, 5);

    assertThat(trained(net, 5)).usingRecursiveComparison().isEqualTo(once);
    assertThat(trained(net, 6).get(0)).isNotEqualTo(once.get(0));
  }

  private static List<float[]> trained(String name, long seed) {
    List<float[]> weights = new ArrayList<>();
    try (Scope scope = Scope.open();
        SmallNets net = SmallNets.named(name, seed)) {
      double first = net.step(0);
      double last = first;
      for (int step = 1; step < 20; step++) {
        last = net.step(step);
      }
      assertThat(last).isLessThan(first);
      net.names().forEach(parameter -> weights.add(net.weights(parameter)));
    }
    return weights;
  }

  @Test
  void dropoutIsAFunctionOfTheSeedAndKeepsTheMean() {
    try (Scope scope = Scope.open()) {
      Tensor ones = Tensor.ones(DType.FLOAT32, 10_000);
      Engine.seed(8);
      float[] first = ones.dropout(0.3, true).toFloats();
      float[] second = ones.dropout(0.3, true).toFloats();
      Engine.seed(8);
      assertThat(ones.dropout(0.3, true).toFloats()).isEqualTo(first).isNotEqualTo(second);

      double mean = 0;
      for (float value : first) {
        mean += value / first.length;
        assertThat(value).isIn(0f, 1 / 0.7f);
      }
      assertThat(mean).isBetween(0.97, 1.03);
      assertThat(ones.dropout(0.3, false)).isSameAs(ones);
    }
  }
}
