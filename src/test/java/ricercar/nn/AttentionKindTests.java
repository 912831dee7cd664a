package ricercar.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class AttentionKindTests {
  private static final int TOKENS = 7;
  private static final int WIDTH = 4;

  @ParameterizedTest
  @EnumSource
  void aTokenIsTheMeanOfTheValuesWeighedByItsKeys(AttentionKind kind) {
    try (Scope scope = Scope.open()) {
      double[] q = noise("q");
      double[] k = noise("k");
      double[] v = noise("v");

      double[] mixed = kind.attend(tensor(q), tensor(k), tensor(v)).toDoubles();

      for (int i = 0; i < TOKENS; i++) {
        double[] weights = new double[TOKENS];
        double sum = 0;
        for (int j = 0; j < TOKENS; j++) {
          weights[j] = weight(kind, q, i, k, j);
          sum += weights[j];
        }
        for (int c = 0; c < WIDTH; c++) {
          double expected = 0;
          for (int j = 0; j < TOKENS; j++) {
            expected += weights[j] / sum * v[j * WIDTH + c];
          }
          assertThat(mixed[i * WIDTH + c]).isCloseTo(expected, within(1e-12));
        }
      }
    }
  }

  private static double weight(AttentionKind kind, double[] q, int i, double[] k, int j) {
    double product = 0;
    for (int c = 0; c < WIDTH; c++) {
      double a = q[i * WIDTH + c];
      double b = k[j * WIDTH + c];
      product += kind == AttentionKind.SOFTMAX ? a * b : feature(a) * feature(b);
    }
    return kind == AttentionKind.SOFTMAX ? Math.exp(product / Math.sqrt(WIDTH)) : product;
  }

  private static double feature(double x) {
    return x > 0 ? x + 1 : Math.exp(x);
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTokensDoesNotMatterWithoutPositions(AttentionKind kind) {
    TransformerConfig config = new TransformerConfig(2, 8, 2, 16, 0.1, kind);
    try (Scope scope = Scope.open();
        Transformer transformer = new Transformer(config, Stream.of(1, "weights"))) {
      Stream random = Stream.of(2, "tokens");
      float[] values = new float[5 * 8];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      Tensor x = Tensor.of(values, 1, 5, 8);
      Tensor order = Tensor.of(new long[] {3, 0, 4, 1, 2}, 5);

      float[] turned = transformer.forward(x.select(1, order), Mode.EVALUATION).toFloats();
      float[] expected = transformer.forward(x, Mode.EVALUATION).select(1, order).toFloats();

      for (int i = 0; i < turned.length; i++) {
        assertThat(turned[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void aWidthThatHeadsDoNotDivideIsRefused() {
    assertThatThrownBy(() -> new TransformerConfig(1, 10, 4, 16, 0.0, AttentionKind.SOFTMAX))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("10")
        .hasMessageContaining("4 heads");
  }

  private static Tensor tensor(double[] values) {
    return Tensor.of(values, 1, 1, TOKENS, WIDTH);
  }

  private static double[] noise(String name) {
    Stream random = Stream.of(1, name);
    double[] values = new double[TOKENS * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
