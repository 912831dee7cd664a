package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.plot.StudyReport;
import ricercar.probe.Embeddings;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/** Siamese baselines from the study file to the result, on études. */
class SiameseStudyTests {
  private static final Path FILE = Path.of("experiments/semisupcon/baselines-trial.yaml");

  @TempDir Path folder;

  @Test
  void everyBaselineComesToAResultWithItsMeasuresOfCollapse() {
    StudyPlan plan = StudyPlan.read(FILE, Overrides.NONE);
    Laboratory laboratory = new Laboratory();
    Study.Outcome outcome =
        new Study(plan, new RunStore(folder.resolve("runs")), laboratory).run(Progress.SILENT);

    Map<String, Map<String, Double>> measures = new TreeMap<>();
    for (Study.Finished run : outcome.runs()) {
      measures.put(run.row(), run.folder().result().measures());
      if (run.experiment().method() == Method.SIAMESE) {
        assertThat(run.folder().history())
            .as(run.row())
            .anyMatch(entry -> entry.values().containsKey("spread of z"));
        assertThat(run.folder().result().measures())
            .containsEntry("labelled training clips", 0.0)
            .containsKeys("effective rank of z", "alignment of z", "uniformity of z", "parameters");
      }
    }
    assertThat(measures).hasSize(11);
    assertThat(measures.get("mel statistics")).doesNotContainKey("effective rank of e");
    assertThat(measures.get("untrained")).containsKey("effective rank of e");
    assertThat(measures.get("SimCLR")).containsKeys("spread of z", "chance loss");
    assertThat(measures.get("MoCo").get("chance loss")).isEqualTo(Math.log(1025));
    assertThat(measures.get("supervised end to end")).doesNotContainKey("spread of z");
    // The last look of the training is the run's.
    Study.Finished byol =
        outcome.runs().stream().filter(run -> run.row().equals("BYOL")).findFirst().orElseThrow();
    assertThat(byol.folder().history())
        .last()
        .satisfies(
            entry ->
                assertThat(entry.values().get("spread of z"))
                    .isEqualTo(measures.get("BYOL").get("spread of z")));
    Embeddings projections =
        laboratory.finished().projections(byol.experiment(), byol.folder(), Progress.SILENT);
    assertThat(projections.width()).isEqualTo(256 / 8);

    StudyReport report = new StudyReport(outcome, laboratory);
    assertThat(report.collapse().rows()).hasSize(10);
    assertThat(report.rankOfProjections().lines()).hasSize(8);
  }

  @Test
  void aRunThatWasStoppedEndsWithTheSameBits() throws IOException {
    String text =
        """
        base: %s
        vary:
          - {name: a, method: siamese, siamese: {type: moco, queue: 64, momentum: 0.9}}
        profiles.quick.training.checkpointEvery: 2
        report.claims: []
        """
            .formatted(FILE.toAbsolutePath());
    Files.writeString(folder.resolve("moco.yaml"), text);
    StudyPlan plan = StudyPlan.read(folder.resolve("moco.yaml"), Overrides.NONE);
    Laboratory laboratory = new Laboratory();
    RunFolder whole = onlyRun(plan, "whole", laboratory, Progress.SILENT);

    assertThatThrownBy(() -> onlyRun(plan, "stopped", laboratory, stoppingAfter(3)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("interrupted");
    RunFolder resumed = onlyRun(plan, "stopped", laboratory, Progress.SILENT);

    for (String file :
        new String[] {
          "metrics.jsonl",
          "checkpoints/step-000000006/weights.safetensors",
          "checkpoints/step-000000006/optimiser.safetensors"
        }) {
      assertThat(resumed.path().resolve(file)).hasSameBinaryContentAs(whole.path().resolve(file));
    }
    assertThat(resumed.result().measures()).isEqualTo(whole.result().measures());
  }

  @Test
  void everySettingOfAChoiceCountsAndLabelsDoNotBelongHere() throws IOException {
    String byol = "method: siamese\nsiamese: {type: byol}\n";
    assertThat(canonical(byol + "contrastive.temperature: 0.3\n")).isEqualTo(canonical(byol));
    assertThat(canonical("method: siamese\nsiamese: {type: byol, momentum: 0.996}\n"))
        .isEqualTo(canonical(byol));
    for (String other :
        new String[] {
          "siamese: {type: byol, momentum: 0.9}",
          "siamese: {type: byol, hidden: 64}",
          "siamese: {type: simsiam}",
          "siamese: {type: cola}",
          "siamese: {type: byol}\nviews.chain: none"
        }) {
      assertThat(canonical("method: siamese\n" + other + "\n"))
          .as(other)
          .isNotEqualTo(canonical(byol));
    }
    assertThat(canonical("siamese: {type: byol}\n")).isEqualTo(canonical(""));
    assertThat(experiment(byol).toYaml()).contains("type: byol");
    assertThat(Experiment.fromYaml(experiment(byol).toYaml())).isEqualTo(experiment(byol));

    assertThatThrownBy(() -> experiment("method: siamese\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("siamese is missing");
    assertThatThrownBy(() -> experiment(byol + "labels.labelledShare: 0.1\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("without labels");
    assertThatThrownBy(() -> experiment(byol + "views.viewsPerClip: 4\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("2 views");
    assertThatThrownBy(() -> experiment("method: siamese\nsiamese: {type: byo}\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("byol");
    assertThatThrownBy(() -> experiment("method: siamese\nsiamese: {type: moco, queue: -1}\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("queue");
  }

  private String canonical(String text) throws IOException {
    return experiment(text).canonical();
  }

  private Experiment experiment(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    return StudyPlan.read(file, Overrides.NONE).experiments().get(0);
  }

  private RunFolder onlyRun(
      StudyPlan plan, String store, Laboratory laboratory, Progress progress) {
    return new Study(plan, new RunStore(folder.resolve(store)), laboratory)
        .run(progress)
        .runs()
        .get(0)
        .folder();
  }

  /** Interrupts its own thread when training has taken so many steps. */
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
}
