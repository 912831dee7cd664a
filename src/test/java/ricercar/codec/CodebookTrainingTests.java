package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.NumericGradient;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class CodebookTrainingTests {
  private static final Stream RANDOM = Stream.of(3, "codebooks");

  @Test
  void eachVectorFollowsTheMovingAverageOfWhatItIsNearestTo() {
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(1, 2, 1);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      quantizer.vectors(0).set(Tensor.of(new float[] {0, 10}, 2, 1));

      CodebookTraining.Quantized first =
          training.quantize(Tensor.of(new float[] {1, 2, 3, 11}, 4, 1), RANDOM);

      assertThat(first.values().toFloats()).containsExactly(0, 0, 0, 10);
      assertThat(first.commitment().item()).isCloseTo((1 + 4 + 9 + 1) / 4.0, within(1e-6));
      assertThat(first.used()).containsExactly(2);
      averages(training, 0.06, 0.02, 0.12, 0.22);
      vectors(quantizer, 0.12 / smoothed(0.06, 0.08), 0.22 / smoothed(0.02, 0.08));

      training.quantize(Tensor.of(new float[] {4, 13, 15}, 3, 1), RANDOM);

      averages(training, 0.0788, 0.0596, 0.1976, 0.7756);
      vectors(quantizer, 0.1976 / smoothed(0.0788, 0.1384), 0.7756 / smoothed(0.0596, 0.1384));
    }
  }

  /** Laplace's smoothing over two vectors. */
  private static double smoothed(double count, double total) {
    return (count + 1e-5) / (total + 2e-5) * total;
  }

  private static void averages(CodebookTraining training, double... expected) {
    float[] counts = training.state().get("layers.0.codebook.cluster_size").toFloats();
    float[] sums = training.state().get("layers.0.codebook.embed_avg").toFloats();
    double[] all = {counts[0], counts[1], sums[0], sums[1]};
    assertThat(all).containsExactly(expected, within(1e-6));
  }

  private static void vectors(ResidualQuantizer quantizer, double... expected) {
    assertThat(doubles(quantizer.vectors(0))).containsExactly(expected, within(1e-5));
  }

  @Test
  void aFurtherCodebookLearnsFromWhatIsLeft() {
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(2, 2, 1);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      quantizer.vectors(0).set(Tensor.of(new float[] {0, 10}, 2, 1));
      quantizer.vectors(1).set(Tensor.of(new float[] {-1, 1}, 2, 1));

      training.quantize(Tensor.of(new float[] {-2, 4, 8, 13}, 4, 1), RANDOM);

      // Left are −2, 4, −2, 3.
      assertThat(doubles(quantizer.vectors(1)))
          .containsExactly(new double[] {-2, 3.5}, within(1e-4));
    }
  }

  @Test
  void theGradientIsTheIdentityAndThePullOfEveryCodebook() {
    int rows = 6;
    int width = 3;
    double weight = 0.7;
    float[] given = noise(rows * width, "given");
    float[] back = noise(rows * width, "back");
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(2, 4, width);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      Tensor latents = Tensor.of(given, rows, width).requireGradient(true);
      int[][] codes = quantizer.encode(latents.detach(), 2);
      double[] one = doubles(quantizer.decode(new int[][] {codes[0]}));
      double[] both = doubles(quantizer.decode(codes));

      Gradients.backward(
          () -> {
            CodebookTraining.Quantized quantized = training.quantize(latents, RANDOM);
            double[] values = doubles(quantized.values().detach());
            assertThat(values).containsExactly(both, within(1e-6));
            Tensor loss =
                quantized
                    .values()
                    .mul(Tensor.of(back, rows, width))
                    .sum()
                    .add(quantized.commitment().mul(weight));
            NumericGradient.churn();
            return loss;
          });

      double[] expected = new double[rows * width];
      for (int i = 0; i < expected.length; i++) {
        double pulls = (given[i] - one[i]) + (given[i] - both[i]);
        expected[i] = back[i] + weight * 2 * pulls / (rows * width) / 2;
      }
      assertThat(doubles(latents.gradient())).containsExactly(expected, within(1e-6));
    }
  }

  @Test
  void aDeadVectorIsSetOntoOneOfTheBatch() {
    float[] batch = {1, 2, 3, 4};
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(1, 2, 1);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      quantizer.vectors(0).set(Tensor.of(new float[] {0, 100}, 2, 1));

      training.quantize(Tensor.of(batch, 4, 1), RANDOM);

      float revived = quantizer.vectors(0).toFloats()[1];
      assertThat(batch).usingComparatorWithPrecision(0.01f).contains(revived);
      assertThat(training.quantize(Tensor.of(batch, 4, 1), RANDOM).used()).containsExactly(2);
    }
  }

  @Test
  void aVectorThatIsUsedEnoughIsLeftAlone() {
    float[] batch = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 9};
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(1, 2, 1);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      quantizer.vectors(0).set(Tensor.of(new float[] {0, 10}, 2, 1));

      training.quantize(Tensor.of(batch, 9, 1), RANDOM);

      assertThat(doubles(quantizer.vectors(0)))
          .containsExactly(new double[] {0.5, 9}, within(0.01));
    }
  }

  @Test
  void theCodebooksStartOnTheClustersOfWhatTheyAreGiven() {
    float[] values = new float[200];
    for (int i = 0; i < values.length; i++) {
      // Two coarse places, and around each two fine ones.
      values[i] = (i % 2 == 0 ? -8 : 8) + (i % 4 < 2 ? -1 : 1);
    }
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(2, 2, 1);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      training.start(Tensor.of(values, 200, 1), 4, RANDOM);

      for (double[] pair : new double[][] {{0, 8}, {1, 1}}) {
        double[] vectors = doubles(quantizer.vectors((int) pair[0]));
        assertThat(vectors).usingComparatorWithPrecision(1e-5).contains(-pair[1], pair[1]);
      }
      assertThat(training.state().get("layers.1.codebook.cluster_size").toFloats())
          .containsExactly(25, 25); // as of one batch of four
      assertThat(training.quantize(Tensor.of(values, 200, 1), RANDOM).commitment().item())
          .isCloseTo(0.5, within(1e-6)); // 1 after the first codebook, 0 after the second
    }
  }

  @Test
  void tooFewVectorsCannotStartACodebook() {
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = quantizer(1, 8, 2);
        CodebookTraining training = new CodebookTraining(quantizer)) {
      assertThatThrownBy(() -> training.start(Tensor.of(noise(14, "few"), 7, 2), 1, RANDOM))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("7 vectors");
    }
  }

  @Test
  void kMeansFindsPlantedClusters() {
    Stream random = Stream.of(4, "planted");
    double[][] rows = new double[400][];
    for (int i = 0; i < rows.length; i++) {
      int cluster = i % 8;
      rows[i] =
          new double[] {
            (cluster & 1) * 10 + 0.01 * random.nextGaussian(),
            (cluster & 2) * 5 + 0.01 * random.nextGaussian(),
            (cluster & 4) * 2.5 + 0.01 * random.nextGaussian()
          };
    }

    float[] centres = KMeansStart.of(rows, 8, 1);

    boolean[] found = new boolean[8];
    for (int i = 0; i < 8; i++) {
      int cluster = 0;
      for (int k = 0; k < 3; k++) {
        double x = centres[3 * i + k];
        assertThat(Math.min(Math.abs(x), Math.abs(x - 10))).isLessThan(0.02);
        cluster |= x > 5 ? 1 << k : 0;
      }
      found[cluster] = true;
    }
    assertThat(found).containsOnly(true);
  }

  @Test
  void kMeansIsAFunctionOfItsSeed() throws InterruptedException {
    double[][] rows = new double[300][4];
    Stream random = Stream.of(4, "rows");
    for (double[] row : rows) {
      for (int k = 0; k < row.length; k++) {
        row[k] = random.nextGaussian();
      }
    }
    float[] here = KMeansStart.of(rows, 16, 5);
    float[][] there = new float[1][];
    Thread other = new Thread(() -> there[0] = KMeansStart.of(rows, 16, 5));
    other.start();
    other.join();

    assertThat(there[0]).isEqualTo(here);
    assertThat(KMeansStart.of(rows, 16, 6)).isNotEqualTo(here);
  }

  private static double[] doubles(Tensor tensor) {
    return tensor.to(DType.FLOAT64).toDoubles();
  }

  private static ResidualQuantizer quantizer(int count, int size, int width) {
    return new ResidualQuantizer(count, size, width, Stream.of(1, "vectors"));
  }

  private static float[] noise(int count, String purpose) {
    Stream random = Stream.of(2, purpose);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
