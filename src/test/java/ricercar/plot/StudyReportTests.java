package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.corpus.Task;
import ricercar.experiment.Experiment;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Overrides;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

class StudyReportTests {
  private static final String CODECS =
      """
      # Is training worth it?
      title: Codecs
      seeds: [1, 2]
      views: {viewsPerClip: 1, chain: none}
      vary:
        - {name: random, method: codec}
        - {name: pcm, method: pcm}
      report: {compareTo: random, resamples: 200, costs: true%s}
      """;

  @TempDir Path folder;

  @Test
  void distancesAreShownAsTheyAreAndLessOfThemIsBetter() throws IOException {
    StudyReport report = report(CODECS.formatted(""), new Distances());
    Intervals scores = report.scores();
    assertThat(scores.unit()).isEqualTo("mean mel distance");
    assertThat(scores.references()).isEmpty();
    assertThat(scores.rows().get(0).estimate()).isCloseTo(2.5, within(0.1));
    assertThat(scores.rows().get(1).seeds()).hasSize(2);
    assertThat(scores.rows().get(1).seeds()[0]).isCloseTo(1.5, within(0.1));
    assertThat(report.findings())
        .singleElement()
        .asString()
        .startsWith("Δ mean against random: Pcm is clear below it, and less is better: −")
        .doesNotContain("points");
    assertThat(report.page(Progress.SILENT).html())
        .contains("CPU-hours")
        .doesNotContain("The test clips as a map");
  }

  @Test
  void aStudyThatClaimsSomethingFindsItsVerdicts() throws IOException {
    String claims = ", claims: [{claim: PCM is better, row: pcm, over: random}]";
    StudyReport report = report(CODECS.formatted(claims), new Distances());
    assertThat(report.findings())
        .singleElement()
        .asString()
        .matches(
            "PCM is better: holds \\(gain \\+\\d\\.\\d{3} \\[.*]; smallest detectable difference"
                + " 0\\.\\d{3}\\)\\.");
    assertThat(report.page(Progress.SILENT).html()).contains(">Claims</caption>");
  }

  @Test
  void sharesAreShownInPercentWithChance() throws IOException {
    StudyReport report =
        report(
            """
            title: Coins
            seeds: [1]
            vary:
              - {name: untrained, method: untrained}
              - {name: trained}
            report.resamples: 200
            """,
            new Coins());
    Intervals scores = report.scores();
    assertThat(scores.references()).containsExactly(new Intervals.Reference("chance", 50));
    assertThat(scores.rows().get(1).estimate()).isEqualTo(90);
    assertThat(scores.rows().get(1).seeds()).containsExactly(90);
    assertThat(report.findings())
        .singleElement()
        .asString()
        .startsWith("Δ accuracy against untrained: Trained is clear above it: +40.0 [")
        .endsWith("] points.");
  }

  @Test
  void aCollapsedRowIsNamedWithItsMeasures() throws IOException {
    StudyReport report =
        report(
            """
            title: Coins
            seeds: [1, 2]
            vary:
              - {name: untrained, method: untrained}
              - {name: trained}
              - {name: fallen, training.steps: 7}
            report.resamples: 200
            """,
            new Coins());
    assertThat(report.collapse().rows())
        .containsExactly(
            List.of("trained", "–", "12.00", "–", "0.90", "–", "−2.00"),
            List.of("fallen", "–", "3.00", "–", "0.01", "–", "−0.00"));
    assertThat(Findings.onCollapse(report.outcome()))
        .contains("Collapsed onto a point or a line: fallen.");
  }

  private StudyReport report(String text, Study.Executor executor) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    Study study = new Study(plan, new RunStore(folder.resolve("runs")), executor);
    return new StudyReport(study.run(Progress.SILENT), new Laboratory());
  }

  private abstract static class Invented implements Study.Executor {
    @Override
    public RunIdentity identify(Experiment experiment, Progress progress) {
      return experiment.identity("invented", "f00d".repeat(16), "cpu", "");
    }

    static List<String> items(int count) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        items.add("clip" + i);
      }
      return items;
    }
  }

  private static final class Distances extends Invented {
    @Override
    public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
      Task task = new Task("sound", Task.Kind.COST, List.of("mel distance"));
      Stream random = Stream.of(experiment.seed(), experiment.name());
      double[] values = new double[40];
      for (int i = 0; i < values.length; i++) {
        values[i] = (experiment.name().equals("pcm") ? 1.5 : 2.5) + 0.1 * random.nextGaussian();
      }
      return new RunResult(Outcomes.measured(task, items(40), items(40), values), Map.of());
    }
  }

  private static final class Coins extends Invented {
    @Override
    public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
      Task coin = new Task("side", Task.Kind.SINGLE_LABEL, List.of("head", "tail"));
      int right = experiment.name().equals("trained") ? 45 : 25;
      int[][] truth = new int[50][];
      float[][] scores = new float[50][2];
      for (int i = 0; i < 50; i++) {
        truth[i] = new int[] {i % 2};
        scores[i][i < right ? i % 2 : 1 - i % 2] = 1;
      }
      Map<String, Double> measures =
          switch (experiment.name()) {
            case "trained" -> collapse(12, 0.9, -2);
            case "fallen" -> collapse(3, 0.01, -0.001);
            default -> Map.of();
          };
      return new RunResult(new Outcomes(coin, items(50), items(50), truth, scores), measures);
    }

    private static Map<String, Double> collapse(double rank, double spread, double uniformity) {
      return Map.of(
          "effective rank of z", rank, "spread of z", spread, "uniformity of z", uniformity);
    }
  }
}
