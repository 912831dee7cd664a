package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;
import ricercar.track.ResultTable;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

class StudyTests {
  @TempDir Path folder;
  private final List<String> made = new ArrayList<>();
  private String failAt = "";
  private StudyPlan plan;

  @BeforeEach
  void readPlan() throws IOException {
    plan =
        plan(
            """
            # A study that costs nothing.
            title: Coins
            seeds: [1, 2]
            report.resamples: 200
            vary:
              - {name: untrained, method: untrained}
              - {name: trained}
            """);
  }

  @Test
  void whatIsFinishedIsLoadedAndTheTableStaysTheSame() {
    ResultTable first = study(plan).run(Progress.SILENT).table();
    assertThat(made).containsExactly("untrained 1", "untrained 2", "trained 1", "trained 2");
    assertThat(study(plan).run(Progress.SILENT).table()).isEqualTo(first);
    assertThat(made).hasSize(4);
    assertThat(first.footnotes())
        .anyMatch(note -> note.startsWith("Corpus: coins, fingerprint f00d"));
  }

  @Test
  void anotherSeedAddsOnlyItsOwnRuns() throws IOException {
    study(plan).run(Progress.SILENT);
    made.clear();
    Overrides seeds = new Overrides(null, List.of(1L, 2L, 3L), null);
    StudyPlan more = StudyPlan.read(folder.resolve("study.yaml"), seeds);
    Study.Outcome outcome = study(more).run(Progress.SILENT);
    assertThat(made).containsExactly("untrained 3", "trained 3");
    assertThat(outcome.table().cell("trained", "accuracy %").seeds()).containsExactly(1L, 2L, 3L);
    assertThat(outcome.runs()).hasSize(6);
  }

  @Test
  void aFailureKeepsWhatWasMadeAndFreesTheRun() {
    failAt = "trained 1";
    assertThatThrownBy(() -> study(plan).run(Progress.SILENT)).isInstanceOf(Problem.class);
    failAt = "";
    made.clear();
    study(plan).run(Progress.SILENT);
    assertThat(made).containsExactly("trained 1", "trained 2");
  }

  @Test
  void runsThatWereKeptGiveTheTableAgainWithoutTheirCorpus() throws IOException {
    ResultTable first = study(plan).run(Progress.SILENT).table();
    made.clear();
    FinishedRuns kept = new FinishedRuns(new RunStore(folder.resolve("runs")));

    assertThat(kept.hold(plan)).isTrue();
    assertThat(kept.outcome(plan).table()).isEqualTo(first);
    assertThat(made).isEmpty();

    StudyPlan more =
        StudyPlan.read(folder.resolve("study.yaml"), new Overrides(null, List.of(3L), null));
    assertThat(kept.hold(more)).isFalse();
    assertThatThrownBy(() -> kept.outcome(more))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no finished run of 'untrained' with seed 3");
  }

  private Study study(StudyPlan plan) {
    return new Study(plan, new RunStore(folder.resolve("runs")), new Coins());
  }

  private StudyPlan plan(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    return StudyPlan.read(file, Overrides.NONE);
  }

  private final class Coins implements Study.Executor {
    @Override
    public RunIdentity identify(Experiment experiment, Progress progress) {
      return experiment.identity("coins", "f00d".repeat(16), "cpu", "");
    }

    @Override
    public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
      String run = experiment.name() + " " + experiment.seed();
      if (run.equals(failAt)) {
        throw new Problem("It failed.", "Try again.");
      }
      made.add(run);
      Task coin = new Task("side", Task.Kind.SINGLE_LABEL, List.of("head", "tail"));
      int[][] truth = new int[50][];
      float[][] scores = new float[50][2];
      List<String> items = new ArrayList<>();
      Stream random = Stream.of(run.hashCode(), "coin");
      for (int i = 0; i < 50; i++) {
        items.add("toss" + i);
        truth[i] = new int[] {i % 2};
        scores[i][random.nextInt(2)] = 1;
      }
      return new RunResult(new Outcomes(coin, items, items, truth, scores), Map.of());
    }
  }
}
