package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.NumericGradient;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class SiameseLossTests {
  private static final double[] FIRST = {1, 2, -1, 0.5, 3, -2, 0, 1, 1, -1, 2, 0.5};
  private static final double[] SECOND = {2, 1, -1, 1, 2, -2, 0.5, 1, -1, -1, 3, 1};
  private static final List<TwinLoss> TWINS =
      List.of(new BarlowTwinsLoss(0.0051), new VicRegLoss(25, 25, 1));

  /** Hadamard columns: four rows of mean 0, deviation 1, and no correlation. */
  private static final double[] ORTHOGONAL = {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1};

  @Test
  void matchingCostsTheLogarithmOfTheColumnsByChanceAndNothingWhenSure() {
    try (Scope scope = Scope.open()) {
      assertThat(MatchingLoss.of(Tensor.zeros(DType.FLOAT64, 3, 7)).item())
          .isCloseTo(MatchingLoss.chance(7), within(1e-12));
      Tensor sure = Tensor.of(new double[] {90, 0, 0, 0, 90, 0}, 2, 3);
      assertThat(MatchingLoss.of(sure).item()).isCloseTo(0, within(1e-12));
      Tensor one = Tensor.of(new double[] {1, 2, 3, 0, -1, 0.5}, 2, 3);
      double expected =
          (Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3))
                  - 1
                  + Math.log(1 + Math.exp(-1) + Math.exp(0.5))
                  + 1)
              / 2;
      assertThat(MatchingLoss.of(one).item()).isCloseTo(expected, within(1e-12));
      assertThatThrownBy(() -> MatchingLoss.of(Tensor.zeros(DType.FLOAT64, 3, 2)))
          .hasMessageContaining("column of their own");
    }
  }

  @Test
  void infoNceWithinABatchIsTheContrastiveLossOfTwoModels() {
    try (Scope scope = Scope.open()) {
      Tensor queries = Tensor.of(FIRST, 4, 3);
      Tensor keys = Tensor.of(SECOND, 4, 3);
      double expected =
          new ContrastiveLoss(0.2)
              .of(queries, keys, PairMask.ofTwoModels(new int[] {0, 1, 2, 3}))
              .item();
      assertThat(new InfoNce(0.2).of(queries, keys).item()).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void negativesOfAQueueStandBesideTheOwnKeyAlone() {
    try (Scope scope = Scope.open()) {
      Tensor query = Tensor.of(new double[] {3, 0}, 1, 2);
      Tensor key = Tensor.of(new double[] {0.6, 0.8}, 1, 2);
      Tensor queue = Tensor.of(new double[] {0, 2, -5, 0}, 2, 2);
      double value = new InfoNce(0.5).of(query, key, queue).item();
      // Cosines 0.6, 0 and −1 over τ = 0.5.
      double sum = Math.exp(1.2) + 1 + Math.exp(-2);
      assertThat(value).isCloseTo(Math.log(sum) - 1.2, within(1e-12));

      // Keys that all look alike leave ln(1 + K).
      Tensor same = Tensor.ones(DType.FLOAT64, 5, 2);
      assertThat(
              new InfoNce(0.07)
                  .of(Tensor.ones(DType.FLOAT64, 3, 2), Tensor.ones(DType.FLOAT64, 3, 2), same)
                  .item())
          .isCloseTo(MatchingLoss.chance(6), within(1e-9));
    }
  }

  @Test
  void predictionLooksAtDirectionsAlone() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1, 0, 0, 2}, 2, 2);
      Tensor y = Tensor.of(new double[] {3, 4, 0, -1}, 2, 2);
      // Cosines 0.6 and −1.
      assertThat(PredictionLoss.NEGATIVE_COSINE.of(x, y).item()).isCloseTo(0.2, within(1e-12));
      assertThat(PredictionLoss.UNIT_DISTANCE.of(x, y).item()).isCloseTo(2.4, within(1e-12));
      assertThat(PredictionLoss.UNIT_DISTANCE.of(x.mul(7), y.mul(0.1)).item())
          .isCloseTo(2.4, within(1e-12));
      assertThat(PredictionLoss.UNIT_DISTANCE.of(x, x).item()).isCloseTo(0, within(1e-12));
      assertThat(PredictionLoss.NEGATIVE_COSINE.of(x, x).item()).isCloseTo(-1, within(1e-12));
    }
  }

  @Test
  void twinsThatAgreeInIndependentDimensionsCostNothing() {
    try (Scope scope = Scope.open()) {
      Tensor z = Tensor.of(ORTHOGONAL, 4, 3);
      assertThat(new BarlowTwinsLoss(0.5).of(z, z).item()).isCloseTo(0, within(1e-8));
      // VICReg's deviations are unbiased, so these are √(4/3) > 1.
      assertThat(new VicRegLoss(25, 25, 1).of(z, z).item()).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void barlowTwinsPayForConstantsAndForCopiesOfADimension() {
    try (Scope scope = Scope.open()) {
      Tensor constant = Tensor.ones(DType.FLOAT64, 4, 3);
      assertThat(new BarlowTwinsLoss(0.5).of(constant, constant).item()).isEqualTo(3);
      // One dimension thrice: all correlations are 1.
      Tensor column = Tensor.of(new double[] {1, 2, 3, 6}, 4, 1);
      Tensor copies = Tensor.concat(1, List.of(column, column, column));
      assertThat(new BarlowTwinsLoss(0.5).of(copies, copies).item())
          .isCloseTo(0.5 * 6, within(1e-4));
      // The second view is the first one's opposite: C is −1 on the diagonal.
      Tensor z = Tensor.of(ORTHOGONAL, 4, 3);
      assertThat(new BarlowTwinsLoss(0.5).of(z, z.neg()).item()).isCloseTo(12, within(1e-3));
      // Correlations do not see shift and scale.
      assertThat(new BarlowTwinsLoss(0.5).of(z.mul(9).add(4), z).item()).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void vicRegPaysForEachOfItsThreeFaults() {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> collapsed =
          new VicRegLoss(25, 25, 1)
              .parts(Tensor.ones(DType.FLOAT64, 4, 3), Tensor.ones(DType.FLOAT64, 4, 3).add(2));
      assertThat(collapsed.get("invariance").item()).isCloseTo(100, within(1e-9));
      assertThat(collapsed.get("variance").item()).isCloseTo(25 * 2 * 0.99, within(1e-9));
      assertThat(collapsed.get("covariance").item()).isCloseTo(0, within(1e-12));

      // Two equal dimensions: each view pays 2 · variance² / 2.
      Tensor column = Tensor.of(new double[] {1, 2, 3, 5, 4, 5}, 6, 1);
      Tensor copies = Tensor.concat(1, List.of(column, column));
      double variance = 0;
      for (double value : new double[] {1, 2, 3, 5, 4, 5}) {
        variance += (value - 20.0 / 6) * (value - 20.0 / 6) / 5;
      }
      assertThat(new VicRegLoss(25, 25, 1).of(copies, copies).item())
          .isCloseTo(2 * variance * variance, within(1e-9));
    }
  }

  @Test
  void exchangingTheViewsChangesNothingWhereNeitherIsATarget() {
    try (Scope scope = Scope.open()) {
      Tensor first = Tensor.of(FIRST, 4, 3);
      Tensor second = Tensor.of(SECOND, 4, 3);
      for (TwinLoss loss : TWINS) {
        assertThat(loss.of(first, second).item())
            .isCloseTo(loss.of(second, first).item(), within(1e-9));
      }
    }
  }

  @Test
  void gradientsAgreeWithNumericOnesWhileGarbageIsCollected() {
    long[] batch = {5, 3};
    NumericGradient.check(x -> MatchingLoss.of(x.get(0)), new long[] {3, 4});
    InfoNce contrast = new InfoNce(0.5);
    NumericGradient.check(x -> contrast.of(x.get(0), x.get(1)), batch, batch);
    NumericGradient.check(
        x -> contrast.of(x.get(0), x.get(1), x.get(2)), batch, batch, new long[] {4, 3});
    for (PredictionLoss loss : PredictionLoss.values()) {
      NumericGradient.check(x -> loss.of(x.get(0), x.get(1)), batch, batch);
    }
    for (TwinLoss loss : TWINS) {
      NumericGradient.check(1e-6, x -> loss.of(x.get(0), x.get(1)), batch, batch);
    }
  }

  @Test
  void collapsedProjectionsHaveFiniteGradientsInFloat32() {
    for (TwinLoss loss : TWINS) {
      try (Scope scope = Scope.open()) {
        Tensor z = Tensor.ones(DType.FLOAT32, 4, 3).copy().requireGradient(true);
        Tensor value = Gradients.backward(() -> loss.of(z, z));
        assertThat(value.finite() && z.gradient().finite()).isTrue();
      }
    }
  }

  @Test
  void weightsBelowZeroAreRefused() {
    assertThatThrownBy(() -> new BarlowTwinsLoss(-1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new VicRegLoss(1, -1, 1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new InfoNce(0)).isInstanceOf(Problem.class);
  }
}
