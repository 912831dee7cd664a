package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.NumericGradient;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class BlockwiseContrastTests {
  private static final int[] CLIPS = {0, 0, 1, 1, 2, 2, 3};
  private static final int[][] LABELS = {{1, 4}, {1, 4}, {4}, {4}, null, null, {}};
  private static final double TAU = 0.2;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void blocksOfAnySizeGiveTheLossAndItsGradient(int rowsAtOnce) {
    for (PositiveRule rule : List.of(new PositiveRule.Self(), new PositiveRule.Dice())) {
      PairMask mask = PairMask.of(rule, CLIPS, LABELS);
      double[] expected = new double[2 + 7 * 4];
      double[] found = new double[expected.length];
      compute(z -> new ContrastiveLoss(TAU).of(z, mask), expected);
      compute(z -> new BlockwiseContrast(TAU, rowsAtOnce).of(z, z, mask), found);
      assertThat(found).containsExactly(expected, within(1e-12));
    }
  }

  @Test
  void anchorsMayMeetTheVectorsOfAnother() {
    PairMask mask = PairMask.ofTwoModels(CLIPS);
    try (Scope scope = Scope.open()) {
      Tensor z = noise(1, DType.FLOAT64);
      Tensor teacher = noise(2, DType.FLOAT64);
      assertThat(new BlockwiseContrast(TAU, 2).of(z, teacher, mask).item())
          .isCloseTo(new ContrastiveLoss(TAU).of(z, teacher, mask).item(), within(1e-12));
    }
    NumericGradient.check(
        inputs -> new BlockwiseContrast(TAU, 2).of(inputs.get(0), inputs.get(1), mask),
        new long[] {7, 4},
        new long[] {7, 4});
  }

  @Test
  void manyViewsTakeThisWayAndSinglePrecisionIsEnough() {
    int views = 1_030;
    int[] clips = new int[views];
    int[][] labels = new int[views][];
    for (int i = 0; i < views; i++) {
      clips[i] = i / 2;
      labels[i] = clips[i] % 3 == 0 ? null : new int[] {clips[i] % 7};
    }
    PairMask mask = PairMask.of(new PositiveRule.AnyShared(1), clips, labels);
    try (Scope scope = Scope.open()) {
      Stream random = Stream.of(4, "z");
      float[] values = new float[views * 8];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      Tensor narrow = Tensor.of(values, views, 8);
      double single = new ContrastiveLoss(0.1).of(narrow, mask).item();
      double exact =
          new BlockwiseContrast(0.1, views)
              .of(narrow.to(DType.FLOAT64), narrow.to(DType.FLOAT64), mask)
              .item();
      assertThat(single).isCloseTo(exact, within(1e-5 * exact));
    }
  }

  private interface Loss {
    Tensor of(Tensor z);
  }

  /** Value, gradient after garbage was collected, and the value again outside of a recording. */
  private static void compute(Loss loss, double[] into) {
    try (Scope scope = Scope.open()) {
      Tensor z = noise(1, DType.FLOAT64).copy().requireGradient(true);
      Tensor value =
          Gradients.backward(
              () -> {
                Tensor recorded = loss.of(z);
                NumericGradient.churn();
                return recorded;
              });
      into[0] = value.item();
      into[1] = loss.of(z).item();
      System.arraycopy(z.gradient().toDoubles(), 0, into, 2, 28);
    }
  }

  private static Tensor noise(long seed, DType type) {
    Stream random = Stream.of(seed, "noise");
    double[] values = new double[28];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Tensor.of(values, 7, 4).to(type);
  }
}
