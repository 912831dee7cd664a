package ricercar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class TrainerTests {
  @TempDir Path folder;

  private static final class Heard implements TrainingListener {
    final List<Step> steps = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    long resumedAt = -1;

    @Override
    public void resumed(long step) {
      resumedAt = step;
    }

    @Override
    public void step(Step step) {
      steps.add(step);
    }

    @Override
    public void incident(Incident incident) {
      incidents.add(incident);
    }
  }

  @Test
  void theLossFallsAndEveryStepIsReported() {
    Heard heard = new Heard();

    ToyTraining.run(ToyTraining.config(30, 100), folder, s -> ToyTraining.noise(0), heard);

    assertThat(heard.steps).hasSize(30);
    assertThat(heard.steps.get(29).loss()).isLessThan(heard.steps.get(0).loss() - 0.5);
    assertThat(heard.steps).allMatch(s -> s.gradientNorm() > 0);
  }

  @Test
  void theLearningRateWarmsUpThenFollowsHalfACosine() {
    TrainingConfig config = ToyTraining.config(20, 100);

    assertThat(config.learningRateAt(0)).isCloseTo(0.25e-3, within(1e-12));
    assertThat(config.learningRateAt(3)).isCloseTo(1e-3, within(1e-12));
    assertThat(config.learningRateAt(12)).isCloseTo(0.5e-3, within(1e-12));
    assertThat(config.learningRateAt(19)).isLessThan(0.01e-3);
  }

  @Test
  void aRunInPiecesEqualsARunAtOnce() throws IOException {
    Heard whole = new Heard();
    Heard pieces = new Heard();
    ToyTraining.run(ToyTraining.config(12, 5), folder.resolve("whole"), ToyTraining::noise, whole);

    assertThatThrownBy(
            () ->
                ToyTraining.run(
                    ToyTraining.config(12, 5), folder.resolve("pieces"), failing(8), pieces))
        .hasMessage("no batch");
    ToyTraining.run(
        ToyTraining.config(12, 5), folder.resolve("pieces"), ToyTraining::noise, pieces);

    assertThat(pieces.resumedAt).isEqualTo(5);
    assertThat(pieces.steps.subList(pieces.steps.size() - 7, pieces.steps.size()))
        .isEqualTo(whole.steps.subList(5, 12));
    for (String file : List.of("weights.safetensors", "optimiser.safetensors")) {
      assertThat(folder.resolve("pieces/step-000000012").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole/step-000000012").resolve(file));
    }
  }

  @Test
  void aFinishedRunIsNotTrainedFurther() {
    ToyTraining.run(ToyTraining.config(4, 2), folder, ToyTraining::noise, new Heard());
    Heard again = new Heard();

    ToyTraining.run(ToyTraining.config(4, 2), folder, failing(0), again);

    assertThat(again.resumedAt).isEqualTo(4);
    assertThat(again.steps).isEmpty();
  }

  @Test
  void onlyTheNewestTwoCheckpointsAreKept() throws IOException {
    ToyTraining.run(ToyTraining.config(7, 2), folder, ToyTraining::noise, new Heard());

    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("step-000000006", "step-000000007");
    }
  }

  @Test
  void aDamagedCheckpointIsPassedOverForTheOneBefore() throws IOException {
    ToyTraining.run(ToyTraining.config(6, 3), folder, ToyTraining::noise, new Heard());
    Path weights = folder.resolve("step-000000006/weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 5] ^= 1;
    Files.write(weights, bytes);
    Heard heard = new Heard();

    ToyTraining.run(ToyTraining.config(6, 3), folder, ToyTraining::noise, heard);

    assertThat(heard.resumedAt).isEqualTo(3);
    assertThat(heard.steps).hasSize(3);
  }

  @Test
  void aLossThatIsNotFiniteStopsNamesTheClipsAndLeavesTheWeightsUntouched() {
    Heard heard = new Heard();
    try (ContrastiveObjective objective = ToyTraining.objective()) {
      Trainer trainer = new Trainer(ToyTraining.config(5, 100), 5, clip -> "clip-" + clip);
      List<float[]> before =
          objective.model().state().values().stream().map(t -> t.toFloats()).toList();

      assertThatThrownBy(
              () ->
                  trainer.run(
                      objective,
                      TrainerTests::poisoned,
                      new Checkpoints(folder),
                      heard,
                      Progress.SILENT))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("clip-3")
          .hasMessageContaining("seed 5");

      List<float[]> after =
          objective.model().state().values().stream().map(t -> t.toFloats()).toList();
      assertThat(after).usingRecursiveComparison().isEqualTo(before);
      objective
          .model()
          .parameters()
          .values()
          .forEach(p -> assertThat(gradient(p)).containsOnly(0f));
    }
    assertThat(heard.incidents).hasSize(1);
    assertThat(heard.incidents.get(0).clips()).contains("clip-3");
    assertThat(heard.steps).isEmpty();
  }

  @Test
  void anInterruptSavesACheckpointAndSaysSo() {
    Heard heard = new Heard();
    TrainingListener stopAtThree =
        new TrainingListener() {
          @Override
          public void step(Step step) {
            if (step.step() == 3) {
              Thread.currentThread().interrupt();
            }
          }
        };

    assertThatThrownBy(
            () ->
                ToyTraining.run(
                    ToyTraining.config(9, 100), folder, ToyTraining::noise, stopAtThree))
        .hasMessageContaining("interrupted after step 3");
    ToyTraining.run(ToyTraining.config(9, 100), folder, ToyTraining::noise, heard);

    assertThat(heard.resumedAt).isEqualTo(3);
  }

  private static float[] gradient(Tensor parameter) {
    try (Scope scope = Scope.open()) {
      return parameter.gradient().toFloats();
    }
  }

  private static Batch poisoned(long step) {
    Batch batch = ToyTraining.noise(step);
    batch.samples()[7 * batch.samples().length / batch.views()] = Float.NaN;
    return batch;
  }

  private static Batches failing(long at) {
    return step -> {
      if (step >= at) {
        throw new IllegalStateException("no batch");
      }
      return ToyTraining.noise(step);
    };
  }
}
