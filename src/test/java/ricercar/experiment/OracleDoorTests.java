package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.files.AtomicFiles;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/** Studies whose oracle cannot be asked as they say, refused before anything is trained. */
class OracleDoorTests {
  private static final String STUDY =
      """
      title: Refused
      corpus: {type: etudes, tier: quick}
      encoder: {type: mel-cnn, channels: [4], bands: 16}
      views: {viewsPerClip: 2, samples: 20000, cut: independent, chain: none}
      labels: {labelledShare: 0.2}
      training: {steps: 1, clipsPerBatch: 4, warmupSteps: 0, checkpointEvery: 1}
      contrastive.projectionWidth: 4
      probe: {kind: logistic, weightDecays: [1.0e-2]}
      probeEvery: 0
      threads: 1
      report.resamples: 100
      oracle: {budgets: [2], windows: 1}
      vary:
        - {name: first}
        - {name: then, method: oracle%s}
      """;
  private static final Laboratory LABORATORY = new Laboratory();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task: families             | task 'families' is multi-label",
        "task: mood                 | task 'mood' is regression",
        "labels.labelledShare: 1.0  | no training clip is left to ask about",
        "'oracle.budgets: [4, 500]' | oracle.budgets ends with 500 verdicts, but only"
      })
  void whatCannotBeAskedIsToldBeforeTheFirstRowIsTrained(String setting, String told)
      throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(", " + setting));
    Study study = new Study(StudyPlan.read(file, Overrides.NONE), store(), LABORATORY);

    assertThatThrownBy(() -> study.run(Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(told);
    assertThat(folders()).isZero();

    // A single run, as a sweep makes it, is refused before the one that it goes on from.
    Experiment oracle = study.plan().experiments().get(1);
    assertThatThrownBy(() -> new RunMaker(store(), LABORATORY).finished(oracle, Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(told);
    assertThat(folders()).isZero();
  }

  @Test
  void whoAsksNothingMayHaveAnyBudget() throws IOException {
    String rest = ", oracle.budgets: [500], oracle.answers: none";
    Path file = Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(rest));
    Experiment oracle = StudyPlan.read(file, Overrides.NONE).experiments().get(1);
    LABORATORY.check(oracle, Progress.SILENT);
  }

  @Test
  void aRunWithoutACheckpointIsNotGoneOnFrom() throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(""));
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    RunMaker maker = new RunMaker(store(), LABORATORY);
    RunFolder basis = maker.finished(plan.experiments().get(0), Progress.SILENT);
    AtomicFiles.delete(basis.checkpoints());

    assertThatThrownBy(() -> maker.finished(plan.experiments().get(1), Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no checkpoint to go on from")
        .hasMessageContaining(basis.path().toString());
  }

  private RunStore store() {
    return new RunStore(folder.resolve("runs"));
  }

  private long folders() throws IOException {
    if (!Files.isDirectory(folder.resolve("runs"))) {
      return 0;
    }
    try (Stream<Path> all = Files.list(folder.resolve("runs"))) {
      return all.filter(Files::isDirectory).count();
    }
  }
}
