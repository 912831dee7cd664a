package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;
import ricercar.stats.Decision;
import ricercar.track.Cell;
import ricercar.track.ClaimVerdict;
import ricercar.track.ReportedRow;
import ricercar.track.ResultTable;
import ricercar.track.RunResult;

class ClaimsTests {
  private static final int MANY = 240;
  private static final Task STYLE =
      new Task("style", Task.Kind.SINGLE_LABEL, List.of("a", "b", "c"));

  @Test
  void aPlantedDifferenceHoldsAndItsReverseDoesNot() {
    ResultTable table =
        table(
            List.of(claim("both", "one", null), claim("one", "both", null)),
            line("one", 0.5, MANY),
            line("both", 0.7, MANY));
    ClaimVerdict holds = table.verdicts().get(0);
    assertThat(holds.decision()).isEqualTo(Decision.HOLDS);
    assertThat(holds.gain().value()).isCloseTo(0.2, within(0.05));
    assertThat(holds.gain().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(holds.remark()).isEmpty();
    ClaimVerdict reversed = table.verdicts().get(1);
    assertThat(reversed.decision()).isEqualTo(Decision.DOES_NOT_HOLD);
    assertThat(reversed.gain().value()).isCloseTo(-holds.gain().value(), within(1e-12));
    assertThat(reversed.detectable()).isCloseTo(holds.detectable(), within(1e-12));
  }

  @Test
  void whereThereIsNoDifferenceAMarginTellsNoneFromUndecided() {
    ResultTable table =
        table(
            List.of(
                claim("both", "one", null), claim("both", "one", 0.15), claim("both", "one", 0.01)),
            line("one", 0.5, MANY),
            line("both", 0.5, MANY));
    assertThat(table.verdicts())
        .extracting(ClaimVerdict::decision)
        .containsExactly(Decision.UNDECIDED, Decision.DOES_NOT_HOLD, Decision.UNDECIDED);
    assertThat(table.verdicts().get(1).margin()).isEqualTo(0.15);
  }

  /** Independent hits: the variance of a difference of two shares, halved by nothing but n. */
  @Test
  void theSmallestDetectableDifferenceShrinksWithTheRootOfTheItems() {
    double small = detectable(60);
    double large = detectable(960);
    assertThat(small / large).isBetween(3.0, 5.3);
    double textbook = 2.8016 * Math.sqrt(2 * 0.25 / (3 * 960));
    assertThat(large).isBetween(0.8 * textbook, 2.0 * textbook);
  }

  @Test
  void onFewItemsNothingIsDecidedHoweverClearItLooks() {
    ClaimVerdict verdict =
        table(List.of(claim("both", "one", null)), line("one", 0.0, 5), line("both", 1.0, 5))
            .verdicts()
            .get(0);
    assertThat(verdict.gain().value()).isEqualTo(1);
    assertThat(verdict.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(verdict.detectable()).isNaN();
    assertThat(verdict.remark()).contains("few test groups");
    assertThat(verdict.sentence()).contains("too few test groups to show a difference");
  }

  @Test
  void whereLessIsBetterTheGainIsTurnedRound() {
    for (Task.Kind kind : List.of(Task.Kind.SCORE, Task.Kind.COST)) {
      Task task = new Task("sound", kind, List.of("mel distance"));
      ClaimVerdict verdict =
          table(
                  List.of(claim("trained", "random", null)),
                  measured("random", task, 2.5),
                  measured("trained", task, 1.5))
              .verdicts()
              .get(0);
      boolean cost = kind == Task.Kind.COST;
      assertThat(verdict.decision()).isEqualTo(cost ? Decision.HOLDS : Decision.DOES_NOT_HOLD);
      assertThat(verdict.gain().value()).isCloseTo(cost ? 1 : -1, within(0.1));
      assertThat(verdict.sentence()).doesNotContain("points");
      assertThat(verdict.remark()).contains("one seed");
    }
  }

  @Test
  void anUnderTrainedRowProvesNoClaimOnEitherSide() {
    ResultTable table =
        table(
            List.of(
                claim("good", "idle", null),
                claim("good", "untrained", null),
                claim("good", "fair", null)),
            line("untrained", Method.UNTRAINED, 0.4, MANY),
            line("idle", Method.CONTRASTIVE, 0.4, MANY),
            line("fair", Method.CONTRASTIVE, 0.6, MANY),
            line("good", Method.CONTRASTIVE, 0.8, MANY));
    assertThat(table.verdicts())
        .extracting(ClaimVerdict::decision)
        .containsExactly(Decision.UNDECIDED, Decision.HOLDS, Decision.HOLDS);
    assertThat(table.verdicts().get(0).remark()).contains("'idle' is under-trained");
  }

  @Test
  void aControlNeedNotHaveLearntButTheBetterRowMust() {
    ResultTable table =
        table(
            List.of(
                new Claim("helps", "good", "idle", null, null, true, null),
                new Claim("does not", "idle", "good", null, null, true, null)),
            line("untrained", Method.UNTRAINED, 0.4, MANY),
            line("idle", Method.CONTRASTIVE, 0.4, MANY),
            line("good", Method.CONTRASTIVE, 0.8, MANY));
    assertThat(table.verdicts())
        .extracting(ClaimVerdict::decision)
        .containsExactly(Decision.HOLDS, Decision.UNDECIDED);
  }

  @Test
  void verdictsArePrintedBelowTheTableAndInTheCsv() {
    ResultTable table =
        table(
            List.of(new Claim("both losses ≥ one", "both", "one", 0.02)),
            line("one", 0.5, MANY),
            line("both", 0.7, MANY));
    assertThat(table.toMarkdown())
        .contains("\n**Claims**\n")
        .contains(
            "| claim | verdict | gain, points | negligible below, points | smallest detectable,"
                + " points | noise of seeds, points | n | seeds |\n"
                + "|---|---|---:|---:|---:|---:|---:|---:|\n"
                + "| both losses ≥ one | holds | +")
        .contains(" | 2.0 | ")
        .contains("the 90 % interval lies within")
        .contains("at 5 % finds with 80 % power");
    assertThat(table.toText()).contains("both losses ≥ one  holds");
    assertThat(table.toCsv())
        .contains("both losses ≥ one,gain: holds,0.")
        .contains("both losses ≥ one,negligible below,0.02,,,,,1 2 3,,\n")
        .contains("both losses ≥ one,smallest detectable,0.")
        .contains("both losses ≥ one,noise of seeds,0.");
    // Pooled over two rows of three seeds, the mean of both variances; of a difference of means
    // 2/3.
    double one = table.cell("one", "accuracy %").seedSpread();
    double both = table.cell("both", "accuracy %").seedSpread();
    assertThat(table.verdicts().get(0).seedNoise())
        .isCloseTo(Math.sqrt((one * one + both * both) / 3), within(1e-12));
  }

  @Test
  void costsStandAsPlainNumbersAndUnknownOnesAsADash() {
    TreeMap<Long, RunResult> results = new TreeMap<>();
    Outcomes judged = line("one", 0.5, 60).results().get(1L).outcomes();
    for (long seed = 1; seed <= 2; seed++) {
      results.put(
          seed,
          new RunResult(
              judged, Map.of("labelled training clips", 1200.0, "parameters", 1_234_567.0)));
    }
    Comparison.Line known =
        new Comparison.Line(
            "known", Method.CONTRASTIVE, results, new TreeMap<>(Map.of(1L, 3600.0, 2L, 7200.0)));
    Report report =
        new Report(0.95, 200, null, true, List.of(), List.of("Mind the corpus."), List.of());
    ResultTable table =
        Comparison.table("t", report, List.of(known, line("unknown", 0.5, 60)), List.of());
    assertThat(table.columns()).containsExactly("accuracy %", "labels", "CPU-hours", "parameters");
    assertThat(table.toMarkdown())
        .contains("| accuracy % (n = 60) | labels | CPU-hours | parameters | seeds |")
        .contains(" | 1,200 | 1.500 | 1,234,567 | 1, 2 |")
        .contains(" | 0 | – | – | 1, 2, 3 |");
    assertThat(table.cell("known", "CPU-hours").unit()).isEqualTo(Cell.Unit.NUMBER);
    assertThat(table.toCsv()).contains("known,parameters,1234567.0,,,,,1 2,,\n");
    assertThat(table.footnotes())
        .anyMatch(note -> note.startsWith("Labels:"))
        .last()
        .isEqualTo("Mind the corpus.");
  }

  @Test
  void whatWasReportedStandsBelowAsItWasWritten() {
    List<ReportedRow> reported =
        List.of(
            new ReportedRow("both", "2L", Map.of("GTZAN", "0.850"), "On other data."),
            new ReportedRow(null, "CLMR", Map.of("AP", "0.36 †*"), "On other data."));
    Report report = new Report(0.95, 200, null, false, List.of(), List.of(), reported);
    ResultTable table = Comparison.table("t", report, List.of(line("both", 0.5, 60)), List.of());
    assertThat(table.toMarkdown())
        .contains("**As reported**\n\n|  | our row | GTZAN | AP |\n|---|---|---:|---:|\n")
        .contains("| 2L (r1) | both | 0.850 | – |\n| CLMR (r1) | – | – | 0.36 †* |\n")
        .contains("\n(r1) On other data.\n")
        .doesNotContain("(r2)");
    assertThat(table.toCsv()).doesNotContain("0.850");
  }

  private static double detectable(int items) {
    return table(
            List.of(claim("both", "one", null)), line("one", 0.5, items), line("both", 0.5, items))
        .verdicts()
        .get(0)
        .detectable();
  }

  private static Claim claim(String row, String over, Double margin) {
    return new Claim(null, row, over, margin);
  }

  private static ResultTable table(List<Claim> claims, Comparison.Line... lines) {
    Report report = new Report(0.95, 600, "untrained", false, claims, List.of(), List.of());
    return Comparison.table("t", report, List.of(lines), List.of());
  }

  private static Comparison.Line line(String name, double share, int items) {
    return line(name, Method.CONTRASTIVE, share, items);
  }

  /** Three seeds; each item is a track of its own and right with the given chance. */
  private static Comparison.Line line(String name, Method method, double share, int items) {
    TreeMap<Long, RunResult> results = new TreeMap<>();
    for (long seed = 1; seed <= 3; seed++) {
      Stream random = Stream.of(seed * 1000 + name.hashCode(), "outcomes");
      List<String> names = new ArrayList<>();
      int[][] truth = new int[items][];
      float[][] scores = new float[items][3];
      for (int i = 0; i < items; i++) {
        names.add("track" + i);
        truth[i] = new int[] {i % 3};
        scores[i][random.chance(share) ? i % 3 : (i + 1) % 3] = 1;
      }
      results.put(seed, new RunResult(new Outcomes(STYLE, names, names, truth, scores), Map.of()));
    }
    return new Comparison.Line(name, method, results);
  }

  private static Comparison.Line measured(String name, Task task, double mean) {
    Stream random = Stream.of(name.hashCode(), "measured");
    List<String> items = new ArrayList<>();
    double[] values = new double[60];
    for (int i = 0; i < values.length; i++) {
      items.add("clip" + i);
      values[i] = mean + 0.1 * random.nextGaussian();
    }
    TreeMap<Long, RunResult> results = new TreeMap<>();
    results.put(1L, new RunResult(Outcomes.measured(task, items, items, values), Map.of()));
    return new Comparison.Line(name, Method.CODEC, results);
  }
}
