package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class SiameseHeadTests {
  private static final Stream RANDOM = Stream.of(3, "head");

  @Test
  void namesAreThoseOfPyTorchsSequential() {
    MlpHead.Shape byol = new MlpHead.Shape(8, 2, 3, true, MlpHead.End.NOTHING);
    try (MlpHead head = new MlpHead(5, byol, RANDOM)) {
      assertThat(head.parameters().keySet())
          .containsExactly("0.weight", "1.weight", "1.bias", "3.weight");
      assertThat(head.size()).isEqualTo(5 * 8 + 2 * 8 + 8 * 3);
    }
    MlpHead.Shape simsiam = new MlpHead.Shape(8, 3, 3, true, MlpHead.End.NORM);
    try (MlpHead head = new MlpHead(5, simsiam, RANDOM)) {
      assertThat(head.parameters().keySet())
          .contains("0.weight", "1.weight", "3.weight", "4.weight", "6.weight", "7.bias")
          .doesNotContain("0.bias", "3.bias", "6.bias");
    }
    MlpHead.Shape moco = new MlpHead.Shape(8, 2, 3, false, MlpHead.End.BIAS);
    try (MlpHead head = new MlpHead(5, moco, RANDOM)) {
      assertThat(head.parameters().keySet())
          .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    }
    assertThatThrownBy(() -> new MlpHead.Shape(0, 2, 3, true, MlpHead.End.BIAS))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aNormalisedEndHasMeanZeroAndDeviationOneOverTheBatch() {
    MlpHead.Shape shape = new MlpHead.Shape(8, 3, 2, true, MlpHead.End.NORM);
    try (Scope scope = Scope.open();
        MlpHead head = new MlpHead(4, shape, RANDOM)) {
      float[] x = new float[16 * 4];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) RANDOM.child("x", i).nextGaussian();
      }
      Tensor z = head.forward(Tensor.of(x, 16, 4), Mode.TRAINING);
      for (float mean : z.mean(0, false).toFloats()) {
        assertThat(mean).isCloseTo(0, within(1e-5f));
      }
      for (float square : z.square().mean(0, false).toFloats()) {
        assertThat(square).isCloseTo(1, within(0.01f));
      }
    }
  }

  @Test
  void colasSimilarityIsBilinear() {
    try (Scope scope = Scope.open();
        ColaHead head = new ColaHead(4, 3, RANDOM)) {
      Tensor x = Tensor.of(new float[] {1, 2, 3, -1, 0, 1}, 2, 3);
      Tensor y = Tensor.of(new float[] {0, 1, 0, 2, 2, 1, 1, 0, 0}, 3, 3);
      float[] one = head.similarities(x, y).toFloats();
      float[] twice = head.similarities(x.mul(2), y.mul(-1)).toFloats();
      assertThat(one).hasSize(6);
      for (int i = 0; i < 6; i++) {
        assertThat(twice[i]).isCloseTo(-2 * one[i], within(1e-5f));
      }
      // The first row of W is what e₁ finds in each direction.
      float[] w = head.parameters().get("bilinear").toFloats();
      Tensor e1 = Tensor.of(new float[] {1, 0, 0}, 1, 3);
      assertThat(head.similarities(e1, y).toFloats()[0]).isCloseTo(w[1], within(1e-6f));
    }
  }
}
