package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.track.RunStore;

class ExperimentTests {
  @TempDir Path folder;

  @Test
  void aMethodThatNeverReadsASettingIsTheSameRunWhateverItSays() throws IOException {
    assertThat(canonical("method: untrained\ntraining.steps: 7\ncontrastive.temperature: 0.3\n"))
        .isEqualTo(canonical("method: untrained\n"));
    assertThat(canonical("method: mel-statistics\nencoder: {type: mel-cnn, bands: 32}\n"))
        .isEqualTo(canonical("method: mel-statistics\n"));
    assertThat(canonical("method: untrained\nviews.samples: 70000\n"))
        .isNotEqualTo(canonical("method: untrained\n"));
  }

  @Test
  void everySettingOfContrastCounts() throws IOException {
    String base = canonical("");
    for (String change :
        new String[] {
          "seeds: [2]",
          "threads: 1",
          "task: tags",
          "training.steps: 7",
          "views.severity: 3",
          "corpus.seed: 2",
          "encoder.hop: 256",
          "probe.epochs: 3",
          "probe: {aggregation: logits}",
          "labels.labelledShare: 0.1",
          "labels.labelledShareInBatch: 0.5",
          "contrastive.positives: {type: dice}"
        }) {
      assertThat(canonical(change + "\n")).as(change).isNotEqualTo(base);
    }
  }

  @Test
  void theOrderOfKeysTheRowsNameAndWrittenDefaultsDoNotCount() throws IOException {
    assertThat(canonical("vary:\n- {name: x}\n")).isEqualTo(canonical("vary:\n- {name: y}\n"));
    assertThat(canonical("encoder: {hop: 512, type: mel-cnn, bands: 64}\n"))
        .isEqualTo(canonical("encoder: {type: mel-cnn}\n"));
    assertThat(canonical("probe: {aggregation: representations}\n")).isEqualTo(canonical(""));
    assertThat(canonical("")).doesNotContain("aggregation");
    assertThat(canonical("training.learningRate: 0.001\n"))
        .isEqualTo(canonical("training.learningRate: 1e-3\n"));
  }

  @Test
  void identityChangesWithCorpusAndDevice() throws IOException {
    Experiment run = experiment("");
    String hash = run.identity("etudes", "f00d", "cpu", "").hash();
    assertThat(run.identity("renamed", "f00d", "cpu", "").hash()).isEqualTo(hash);
    assertThat(run.identity("etudes", "beef", "cpu", "").hash()).isNotEqualTo(hash);
    assertThat(run.identity("etudes", "f00d", "gpu", "").hash()).isNotEqualTo(hash);
    assertThat(run.identity("etudes", "f00d", "cpu", "c0dec").hash()).isNotEqualTo(hash);
  }

  @Test
  void theResolvedFileReadsBackToTheSameExperiment() throws IOException {
    Experiment run =
        experiment(
            "encoder: {type: sample-cnn}\nlabels: {labelledShare: 0.1, labelledShareInBatch: .5}\n"
                + "contrastive.positives: {type: any-shared, threshold: 3}\n");
    assertThat(Experiment.fromYaml(run.toYaml())).isEqualTo(run);
    assertThat(run.toYaml()).contains("type: sample-cnn").contains("threshold: 3");
  }

  /** Whatever settings are added, the committed runs must keep their identity. */
  @Test
  void runsThatWereCommittedAreStillFound() {
    for (String study : new String[] {"etudes/first-table", "real/games", "machup/cloud"}) {
      String runs = study.substring(study.indexOf('/') + 1);
      FinishedRuns kept = new FinishedRuns(new RunStore(Path.of("results/runs", runs)));
      assertThat(kept.hold(StudyPlan.read(Path.of("experiments", study + ".yaml"), Overrides.NONE)))
          .as(study)
          .isTrue();
    }
  }

  @Test
  void theCommandLineNamesACorpusInOneWord() {
    assertThat(CorpusSpec.parse("folder:/a/b:c")).isEqualTo(new CorpusSpec.Folder("/a/b:c"));
    assertThat(CorpusSpec.parse("real-games")).isEqualTo(new CorpusSpec.RealGames());
    assertThat(CorpusSpec.parse("etudes:quick"))
        .isEqualTo(new CorpusSpec.Etudes("quick", 1L, "built-in"));
    assertThatThrownBy(() -> CorpusSpec.parse("music"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("folder:PATH");
  }

  @Test
  void theNearestWordIsTheOneMeant() {
    assertThat(Nearest.distance("stpes", "steps")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.remedy("lernignRate", java.util.List.of("learningRate", "steps")))
        .startsWith("Did you mean 'learningRate'?");
    assertThat(Nearest.remedy("zzzzzz", java.util.List.of("learningRate", "steps")))
        .isEqualTo("Valid here: learningRate, steps.");
  }

  private String canonical(String text) throws IOException {
    return experiment(text).canonical();
  }

  private Experiment experiment(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    return StudyPlan.read(file, Overrides.NONE).experiments().get(0);
  }
}
