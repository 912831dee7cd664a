package ricercar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MachupConfig;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Mode;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class TwoModelObjectiveTests {
  private static final Batch BATCH = ToyTokens.batch(3);

  @TempDir Path folder;

  @Test
  void theTeacherSeesEverythingAndWithSharedWeightsIsTheStudent() {
    try (Scope scope = Scope.open();
        TwoModelObjective shared = objective(0.5, null);
        TwoModelObjective own = objective(0.5, 0.9)) {
      Tokens tokens = ToyTokens.of(BATCH);
      long[] all = new long[ToyTokens.FRAMES];
      Arrays.setAll(all, t -> t);
      try (Machup student = student()) {
        Tensor whole =
            student.encode(tokens.latents(), new long[][] {all, all, all, all}, Mode.EVALUATION);
        float[] expected = student.projectedTokens(whole).mean(1, false).toFloats();
        assertClose(shared.taught(tokens).toFloats(), expected);
        // Before the first step an own teacher is the student too.
        assertClose(own.taught(tokens).toFloats(), expected);
      }
      assertThat(shared.model().buffers()).isEmpty();
    }
  }

  @Test
  void theTeachersWeightsAreAMovingAverageOfTheStudents() {
    try (Scope scope = Scope.open();
        TwoModelObjective objective = objective(0.5, 0.75)) {
      Map<String, Tensor> state = objective.model().state();
      Tensor student = state.get("student.encoder.layers.0.linear1.weight");
      Tensor teacher = state.get("teacher.encoder.layers.0.linear1.weight");
      float[] before = teacher.toFloats();
      assertThat(student.toFloats()).isEqualTo(before);
      student.set(student.add(1));

      objective.stepped();
      objective.stepped();

      float[] after = teacher.toFloats();
      for (int i = 0; i < after.length; i++) {
        assertThat((double) after[i]).isCloseTo(before[i] + 1 - 0.75 * 0.75, within(1e-6));
      }
      assertThat(state).containsKey("teacher.projection.2.weight");
      assertThat(state.keySet()).noneMatch(name -> name.startsWith("teacher.decoder"));
      assertThat(state.keySet()).noneMatch(name -> name.startsWith("teacher.heads"));
    }
  }

  @Test
  void theTeacherIsNeitherTrainedNorReachedByGradients() {
    try (Scope scope = Scope.open();
        TwoModelObjective objective = objective(0, 0.9)) {
      assertThat(objective.model().parameters().keySet())
          .noneMatch(name -> name.startsWith("teacher"));
      Map<String, float[]> before = teacher(objective);
      Gradients.backward(() -> objective.loss(BATCH));
      Map<String, Double> norms = new HashMap<>();
      objective
          .model()
          .parameters()
          .forEach((name, p) -> norms.put(name, GradientNorm.of(List.of(p.gradient()))));
      assertThat(norms.get("student.encoder.layers.0.linear1.weight")).isPositive();
      assertThat(norms.get("student.projection.0.weight")).isPositive();
      assertThat(norms.get("features.mask")).isPositive();
      assertThat(norms.get("student.heads.0.weight")).isZero();
      objective
          .model()
          .buffers()
          .values()
          .forEach(buffer -> assertThat(buffer.requiresGradient()).isFalse());
      assertThat(teacher(objective)).usingRecursiveComparison().isEqualTo(before);
    }
  }

  @Test
  void gradientsDoNotFlowThroughATeacherOfSharedWeights() {
    // A teacher apart with the same weights gives the student the same gradients.
    try (Scope scope = Scope.open();
        TwoModelObjective shared = objective(0, null);
        TwoModelObjective apart = objective(0, 0.9)) {
      double one = Gradients.backward(() -> shared.loss(BATCH)).item();
      double other = Gradients.backward(() -> apart.loss(BATCH)).item();
      assertThat(one).isCloseTo(other, within(1e-6));
      shared
          .model()
          .parameters()
          .forEach(
              (name, p) ->
                  assertClose(
                      p.gradient().toFloats(),
                      apart.model().parameters().get(name).gradient().toFloats()));
    }
  }

  @Test
  void theTotalMixesReconstructionAndContrast() {
    double reconstruction = total(1);
    double contrast = total(0);
    assertThat(total(0.3)).isCloseTo(0.3 * reconstruction + 0.7 * contrast, within(1e-5));
    assertThat(contrast).isBetween(0.0, 20.0);
  }

  @Test
  void aRunInPiecesEqualsARunAtOnce() throws IOException {
    List<TrainingListener.Step> whole = run("whole", 8);
    assertThatThrownBy(() -> run("pieces", 5)).hasMessage("no batch");
    List<TrainingListener.Step> rest = run("pieces", 8);

    assertThat(rest).isEqualTo(whole.subList(4, 8));
    for (String file : List.of("weights.safetensors", "optimiser.safetensors")) {
      assertThat(folder.resolve("pieces/step-000000008").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole/step-000000008").resolve(file));
    }
    assertThat(whole.get(7).loss()).isLessThan(whole.get(0).loss());
  }

  private List<TrainingListener.Step> run(String name, long until) {
    List<TrainingListener.Step> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(Step step) {
            steps.add(step);
          }
        };
    Batches batches =
        step -> {
          if (step >= until) {
            throw new IllegalStateException("no batch");
          }
          return ToyTokens.batch(step);
        };
    TrainingConfig config = new TrainingConfig(8, 2, 3e-3, 0, Schedule.CONSTANT, 0, 1, 4);
    try (TwoModelObjective objective = objective(0.5, 0.9)) {
      new Trainer(config, 1, Integer::toString)
          .run(
              objective, batches, new Checkpoints(folder.resolve(name)), listener, Progress.SILENT);
    }
    return steps;
  }

  @Test
  void aFeatureDecoderOfAnotherWidthAndAMomentumBeyondItsRangeAreRefused() {
    assertThatThrownBy(() -> objective(0.5, 1.5))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("momentum");
    TransformerConfig wide = new TransformerConfig(1, 16, 2, 16, 0.0, null);
    try (Machup student = student()) {
      assertThatThrownBy(
              () ->
                  new TwoModelObjective(
                      student,
                      ToyTokens::of,
                      settings(0.5, null, wide),
                      7,
                      Stream.of(2, "features")))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("featureDecoder");
    }
  }

  private static double total(double lambda) {
    try (Scope scope = Scope.open();
        TwoModelObjective objective = objective(lambda, 0.9)) {
      return Gradients.backward(() -> objective.loss(BATCH)).item();
    }
  }

  private static TwoModelObjective objective(double lambda, Double momentum) {
    return new TwoModelObjective(
        student(), ToyTokens::of, settings(lambda, momentum, null), 7, Stream.of(2, "features"));
  }

  private static TwoModelObjective.Settings settings(
      double lambda, Double momentum, TransformerConfig features) {
    return new TwoModelObjective.Settings(
        new Masking.Tokens(),
        MaskRatio.constant(0.5),
        new ReconstructionLoss(0.8, null),
        new ContrastiveLoss(0.1),
        lambda,
        momentum,
        features);
  }

  private static Machup student() {
    TransformerConfig layers = new TransformerConfig(1, 8, 2, 16, 0.0, null);
    return MachupConfig.of(layers, layers, 4)
        .on(ToyTokens.LATENT, ToyTokens.CODEBOOKS, ToyTokens.CODES)
        .build(Stream.of(1, "weights"));
  }

  private static Map<String, float[]> teacher(TwoModelObjective objective) {
    Map<String, float[]> values = new HashMap<>();
    objective.model().buffers().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
    return values;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }
}
