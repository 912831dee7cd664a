package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;
import ricercar.track.Cell;
import ricercar.track.ResultTable;
import ricercar.track.RunResult;

class ComparisonTests {
  private static final Task STYLE =
      new Task("style", Task.Kind.SINGLE_LABEL, List.of("a", "b", "c"));
  private static final Task TAGS = new Task("tags", Task.Kind.MULTI_LABEL, List.of("x", "y"));
  private static final Report REPORT = new Report(0.95, 500, "untrained");

  @Test
  void aRowThatIsClearlyBetterHasItsIntervalAboveZeroAndASmallP() {
    ResultTable table =
        table(
            line("untrained", Method.UNTRAINED, 0.4),
            line("trained", Method.CONTRASTIVE, 0.7),
            line("idle", Method.CONTRASTIVE, 0.4));
    assertThat(table.columns())
        .containsExactly("accuracy %", "Δ accuracy against untrained", "p (Holm)");
    Cell better = table.cell("trained", "Δ accuracy against untrained");
    assertThat(better.interval().above(0)).isTrue();
    assertThat(better.value()).isBetween(0.15, 0.45);
    assertThat(better.n()).isEqualTo(60);
    assertThat(better.seeds()).containsExactly(1L, 2L, 3L);
    assertThat(better.notes()).isEmpty();
    assertThat(table.cell("trained", "p (Holm)").value()).isLessThan(0.01);
    Cell idle = table.cell("idle", "Δ accuracy against untrained");
    assertThat(idle.interval().contains(0)).isTrue();
    assertThat(table.footnotes().get(idle.notes().get(0))).contains("under-trained");
    assertThat(table.cell("untrained", "p (Holm)").isEmpty()).isTrue();
  }

  @Test
  void valuesAreMeansOverTheSeedsWithTheSpreadBetweenThem() {
    ResultTable table = table(line("untrained", Method.UNTRAINED, 0.5));
    Cell cell = table.cell("untrained", "accuracy %");
    double mean = 0;
    for (RunResult result : line("untrained", Method.UNTRAINED, 0.5).results().values()) {
      mean += result.metrics().get("accuracy") / 3;
    }
    assertThat(cell.value()).isCloseTo(mean, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(cell.seedSpread()).isPositive();
    assertThat(table.columns()).containsExactly("accuracy %");
  }

  @Test
  void theTableIsTheSameEachTime() {
    Comparison.Line one = line("untrained", Method.UNTRAINED, 0.4);
    Comparison.Line other = line("trained", Method.CONTRASTIVE, 0.6);
    assertThat(table(one, other).toMarkdown()).isEqualTo(table(one, other).toMarkdown());
  }

  @Test
  void multiLabelTasksAreJudgedByAurocAndAp() {
    TreeMap<Long, RunResult> results = new TreeMap<>();
    results.put(1L, new RunResult(tags(), Map.of()));
    Comparison.Line untrained = new Comparison.Line("untrained", Method.UNTRAINED, results);
    Comparison.Line trained = new Comparison.Line("trained", Method.CONTRASTIVE, results);
    ResultTable table = table(untrained, trained);
    assertThat(table.columns()).containsExactly("AUROC %", "AP %", "Δ AUROC against untrained");
    assertThat(table.cell("trained", "Δ AUROC against untrained").value()).isZero();
    assertThat(table.cell("trained", "AUROC %").seedSpread()).isNaN();
  }

  @Test
  void measuredNumbersAreTestedAndPrintedAsTheyAre() {
    for (Task.Kind kind : List.of(Task.Kind.SCORE, Task.Kind.COST)) {
      Task task = new Task("sound", kind, List.of("mel distance"));
      ResultTable table =
          table(
              measured("untrained", Method.UNTRAINED, task, 2.5),
              measured("trained", Method.CONTRASTIVE, task, 1.5),
              measured("idle", Method.CONTRASTIVE, task, 2.5));
      assertThat(table.columns())
          .containsExactly("mean mel distance", "Δ mean against untrained", "p (Holm)");
      assertThat(table.cell("untrained", "mean mel distance").text()).startsWith("2.4");
      Cell difference = table.cell("trained", "Δ mean against untrained");
      assertThat(difference.text()).startsWith("−1.0");
      assertThat(difference.interval().below(0)).isTrue();
      assertThat(difference.notes()).hasSize(kind == Task.Kind.COST ? 0 : 1);
      assertThat(table.cell("idle", "Δ mean against untrained").notes()).hasSize(1);
      assertThat(table.cell("trained", "p (Holm)").value()).isLessThan(0.01);
      assertThat(table.cell("idle", "p (Holm)").value()).isGreaterThan(0.05);
    }
  }

  private static Comparison.Line measured(String name, Method method, Task task, double mean) {
    Stream random = Stream.of(name.hashCode(), "measured");
    List<String> items = new ArrayList<>();
    double[] values = new double[60];
    for (int i = 0; i < values.length; i++) {
      items.add("clip" + i);
      values[i] = mean - 0.05 + 0.1 * random.nextGaussian();
    }
    TreeMap<Long, RunResult> results = new TreeMap<>();
    results.put(1L, new RunResult(Outcomes.measured(task, items, items, values), Map.of()));
    return new Comparison.Line(name, method, results);
  }

  @Test
  void rowsJudgedOnDifferentItemsAreRefused() {
    Comparison.Line one = line("untrained", Method.UNTRAINED, 0.4);
    TreeMap<Long, RunResult> other = new TreeMap<>();
    other.put(1L, new RunResult(outcomes(STYLE, "elsewhere", 30, 0.5, 1), Map.of()));
    Comparison.Line elsewhere = new Comparison.Line("trained", Method.CONTRASTIVE, other);
    assertThatThrownBy(() -> table(one, elsewhere))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("other test items");
  }

  private static ResultTable table(Comparison.Line... lines) {
    return Comparison.table("t", REPORT, List.of(lines), List.of());
  }

  private static Comparison.Line line(String name, Method method, double share) {
    TreeMap<Long, RunResult> results = new TreeMap<>();
    for (long seed = 1; seed <= 3; seed++) {
      long key = seed * 1000 + name.hashCode();
      results.put(seed, new RunResult(outcomes(STYLE, "clip", 180, share, key), Map.of()));
    }
    return new Comparison.Line(name, method, results);
  }

  /** Three clips a track; each is right with the given chance. */
  private static Outcomes outcomes(Task task, String prefix, int n, double share, long seed) {
    Stream random = Stream.of(seed, "outcomes");
    List<String> items = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    int[][] truth = new int[n][];
    float[][] scores = new float[n][3];
    for (int i = 0; i < n; i++) {
      items.add(prefix + i);
      groups.add("track" + i / 3);
      truth[i] = new int[] {i % 3};
      scores[i][random.chance(share) ? i % 3 : (i + 1) % 3] = 1;
    }
    return new Outcomes(task, items, groups, truth, scores);
  }

  private static Outcomes tags() {
    int n = 40;
    Stream random = Stream.of(9, "tags");
    List<String> items = new ArrayList<>();
    int[][] truth = new int[n][];
    float[][] scores = new float[n][2];
    for (int i = 0; i < n; i++) {
      items.add("clip" + i);
      truth[i] = i % 2 == 0 ? new int[] {0} : new int[] {0, 1};
      truth[i] = i % 5 == 0 ? new int[] {1} : truth[i];
      scores[i] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()};
    }
    return new Outcomes(TAGS, items, items, truth, scores);
  }
}
