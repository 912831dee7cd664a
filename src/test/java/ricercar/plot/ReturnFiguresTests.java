package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.experiment.FeedbackCurves;
import ricercar.experiment.FeedbackCurves.Spent;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Overrides;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.oracle.BudgetCurve;
import ricercar.track.RunStore;

class ReturnFiguresTests {
  private static final String SMALL =
      """
      # Does feedback show?
      title: Small
      method: oracle
      corpus: {type: etudes, tier: quick}
      seeds: [1, 2]
      encoder: {type: mel-cnn, channels: [4, 8], bands: 16}
      views: {viewsPerClip: 2, samples: 20000, cut: independent, chain: none}
      labels: {labelledShare: 0.2, labelledShareInBatch: 0.5}
      training: {steps: 2, clipsPerBatch: 8, warmupSteps: 1, checkpointEvery: 2}
      contrastive.projectionWidth: 12
      probe: {kind: logistic, weightDecays: [1.0e-2]}
      probeEvery: 0
      threads: 1
      report.resamples: 100
      oracle: {budgets: [6, 12], windows: 1, rectification: {type: prototypes}}
      vary:
        - {name: nothing, oracle.answers: none}
        - {name: random}
        - {name: margin, oracle.strategy: {type: margin}}
      """;
  private static final String MEASURE = "prototypes accuracy";

  @TempDir static Path folder;
  private static FeedbackCurves curves;

  @BeforeAll
  static void run() throws Exception {
    Path file = Files.writeString(folder.resolve("small.yaml"), SMALL);
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    RunStore runs = new RunStore(folder.resolve("runs"));
    curves =
        new FeedbackCurves(new Study(plan, runs, new Laboratory()).run(Progress.SILENT).runs());
  }

  @Test
  void aBandIsTheMeanOverSeedsWithinThem() {
    List<BudgetCurve> seeds = List.copyOf(curves.of("margin", MEASURE, Spent.VERDICTS).values());
    FeedbackCurves.Band band = curves.band("margin", MEASURE, Spent.VERDICTS);
    assertThat(band.spent()).containsExactly(0, 6, 12);
    for (int round = 0; round < 3; round++) {
      double one = seeds.get(0).values()[round];
      double other = seeds.get(1).values()[round];
      assertThat(band.values().get(round).estimate()).isCloseTo((one + other) / 2, within(1e-12));
      assertThat(band.values().get(round).low()).isGreaterThanOrEqualTo(Math.min(one, other));
      assertThat(band.values().get(round).high()).isLessThanOrEqualTo(Math.max(one, other));
    }
  }

  @Test
  void aRowWithoutVerdictsStandsWhereTheOthersStood() {
    Curves figure = ReturnCurves.of(curves, MEASURE, Spent.VERDICTS, List.of("random", "nothing"));
    assertThat(curves.spends("nothing")).isFalse();
    assertThat(figure.lines()).extracting(Curves.Line::name).containsExactly("random", "nothing");
    assertThat(figure.lines()).allSatisfy(l -> assertThat(l.x()).containsExactly(0, 6, 12));
    assertThat(figure.yLabel()).isEqualTo("prototypes accuracy (%)");
    assertThat(figure.lines().get(0).y()[0])
        .isCloseTo(
            100 * curves.band("random", MEASURE, Spent.VERDICTS).values().get(0).estimate(),
            within(1e-9));
    assertThat(figure.png(Theme.LIGHT)).isNotEmpty();
  }

  @Test
  void onlyRowsThatSpentHaveAReturnAndRandomQueriesAreTheirOwnMeasure() {
    Grid table = ReturnTable.of(curves, MEASURE, "random");
    assertThat(table.rows()).extracting(row -> row.get(0)).containsExactly("random", "margin");
    assertThat(table.rows().get(0)).endsWith("–", "1", "1");
  }

  @Test
  void gainsOverRandomQueriesArePairedBySeed() {
    Intervals picture = ReturnTable.aboveRandom(curves, MEASURE, "random");
    List<BudgetCurve> own = List.copyOf(curves.of("margin", MEASURE, Spent.VERDICTS).values());
    List<BudgetCurve> random = List.copyOf(curves.of("random", MEASURE, Spent.VERDICTS).values());
    Intervals.Row row = picture.rows().get(0);
    assertThat(picture.rows()).hasSize(1);
    double first = 100 * (own.get(0).area() - random.get(0).area());
    double second = 100 * (own.get(1).area() - random.get(1).area());
    assertThat(row.seeds()).containsExactly(new double[] {first, second}, within(1e-9));
    assertThat(row.estimate()).isCloseTo((first + second) / 2, within(1e-9));
  }
}
