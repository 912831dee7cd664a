package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.track.RunFolder;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

/** Masked models from the study file to the result, on études and the embedded codec. */
class MachupStudyTests {
  private static final String SMALL =
      """
      # Does every way of training a masked model run?
      title: Small
      corpus: {type: etudes, tier: quick}
      encoder:
        type: machup
        encoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
        decoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
        projectionWidth: 8
      method: machup
      views: {viewsPerClip: 2, samples: 64000, cut: adjacent, chain: none}
      training: {steps: 4, clipsPerBatch: 4, warmupSteps: 1, checkpointEvery: 1}
      fineTuning: {steps: 3, clipsPerBatch: 4, learningRate: 1.0e-3}
      probe: {epochs: 3, patience: 2}
      probeEvery: 2
      threads: 1
      report.resamples: 200
      """;

  @TempDir Path folder;

  @Test
  void everyWayOfTrainingComesToAResult() throws IOException {
    StudyPlan plan =
        plan(
            """
            vary:
              - {name: untrained, method: untrained}
              - {name: both}
              - {name: contrast, machup.reconstructionWeight: 0.0}
              - {name: two-stage, machup.approach: {type: two-stage}}
              - {name: two-model, machup.approach: {type: two-model, momentum: 0.9}}
              - {name: hierarchical, machup.contrast: {type: local-window, windowSeconds: 1.0}}
              - {name: legacy, machup.contrast: {type: global, form: legacy}}
              - {name: codes, encoder.input: summed}
              - {name: fine-tuned, method: machup-finetuned}
              - {name: logits, probe.aggregation: logits}
            """);
    Study study = new Study(plan, new RunStore(folder.resolve("runs")), new Laboratory());

    Map<String, RunFolder> runs =
        study.run(Progress.SILENT).runs().stream()
            .collect(Collectors.toMap(Study.Finished::row, Study.Finished::folder));

    Map<String, RunResult> results =
        runs.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().result()));
    results.forEach((row, result) -> assertThat(result.outcomes().size()).as(row).isEqualTo(70));
    assertThat(results.get("both").measures())
        .containsKeys("validation masked loss", "parameters", "last loss")
        .containsEntry("labelled training clips", 0.0);
    assertThat(runs.get("both").history().get(0).values())
        .containsKeys(
            "reconstruction",
            "contrastive",
            "masked",
            "visible",
            "reconstruction-gradient",
            "contrastive-gradient");
    assertThat(runs.get("contrast").history().get(0).values()).doesNotContainKey("reconstruction");
    assertThat(results.get("two-stage").measures())
        .containsKeys(
            "validation masked loss after stage 1", "validation masked loss after stage 2");
    assertThat(runs.get("two-stage").history())
        .extracting(entry -> entry.values().containsKey("contrastive"))
        .startsWith(false);
    assertThat(results.get("fine-tuned").measures())
        .containsEntry("labelled training clips", 100.0);
    // The fine-tuned row goes on from the pre-training of the row of the same settings.
    assertThat(runs.get("fine-tuned").path()).isNotEqualTo(runs.get("both").path());
    try (var all = Files.list(folder.resolve("runs"))) {
      assertThat(all.filter(path -> !path.getFileName().toString().startsWith(".")))
          .hasSize(plan.rows().size());
    }
  }

  @Test
  void localVectorsAreAskedForChordsAndClouds() throws IOException {
    StudyPlan chords =
        plan(
            """
            vary:
              - {name: untrained, method: untrained-frames}
              - {name: bands, method: mel-frames}
              - {name: trained, method: machup-frames}
            """);
    RunStore store = new RunStore(folder.resolve("runs"));
    Laboratory laboratory = new Laboratory();
    List<Study.Finished> asked = new Study(chords, store, laboratory).run(Progress.SILENT).runs();
    for (Study.Finished run : asked) {
      assertThat(run.folder().result().outcomes().task().classes()).hasSize(25);
      assertThat(run.folder().result().outcomes().items())
          .isEqualTo(asked.get(0).folder().result().outcomes().items());
    }

    StudyPlan clouds =
        plan(
            "vary:\n"
                + "- {name: untrained, method: untrained-cloud}\n"
                + "- {name: a, method: machup-cloud}\n");
    Study.Outcome made = new Study(clouds, store, laboratory).run(Progress.SILENT);
    Path kept = Files.createDirectory(folder.resolve("kept"));
    for (Study.Finished run : made.runs()) {
      assertThat(run.folder().result().measures())
          .containsKeys("cosine of global and own local", "cosine of local at 1.0 s");
      Files.move(run.folder().path(), kept.resolve(run.folder().path().getFileName()));
    }

    // What they judged was trained by a run that is not kept with them.
    FinishedRuns finished = new FinishedRuns(new RunStore(kept));
    assertThat(finished.hold(clouds)).isTrue();
    assertThat(finished.outcome(clouds).table().rows()).isEqualTo(made.table().rows());
  }

  @Test
  void aRunThatWasStoppedInItsSecondStageEndsWithTheSameBits() throws IOException {
    StudyPlan plan = plan("machup.approach: {type: two-stage}\nvary:\n- {name: a}\n");
    Laboratory laboratory = new Laboratory();
    RunFolder whole = onlyRun(plan, "whole", laboratory, Progress.SILENT);

    assertThatThrownBy(() -> onlyRun(plan, "stopped", laboratory, stoppingAfter(3)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("interrupted");
    RunFolder resumed = onlyRun(plan, "stopped", laboratory, Progress.SILENT);

    for (String file :
        List.of(
            "metrics.jsonl",
            "checkpoints/step-000000002/weights.safetensors",
            "checkpoints-stage-2/step-000000002/weights.safetensors",
            "checkpoints-stage-2/step-000000002/optimiser.safetensors")) {
      assertThat(resumed.path().resolve(file)).hasSameBinaryContentAs(whole.path().resolve(file));
    }
  }

  @Test
  void anEncoderThatAMethodCannotTrainIsNamed() {
    assertThatThrownBy(() -> plan("vary:\n- {name: a, method: contrastive}\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("machup-finetuned");
    assertThatThrownBy(() -> plan("encoder: {type: sample-cnn}\n")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> plan("machup: {maskRatio: 0.0}\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("maskedWeight");
  }

  /** Interrupts its own thread when training has taken so many steps in all. */
  private static Progress stoppingAfter(int steps) {
    int[] taken = new int[1];
    return (name, total) ->
        new Progress.Task() {
          @Override
          public void step(long count) {
            if (name.equals("training") && count > 0 && ++taken[0] == steps) {
              Thread.currentThread().interrupt();
            }
          }
        };
  }

  private RunFolder onlyRun(
      StudyPlan plan, String store, Laboratory laboratory, Progress progress) {
    return new Study(plan, new RunStore(folder.resolve(store)), laboratory)
        .run(progress)
        .runs()
        .get(0)
        .folder();
  }

  private StudyPlan plan(String more) throws IOException {
    return StudyPlan.read(
        Files.writeString(folder.resolve("study.yaml"), SMALL + more), Overrides.NONE);
  }
}
