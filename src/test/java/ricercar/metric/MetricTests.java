package ricercar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.random.Stream;

class MetricTests {
  @Test
  void theGoldenCasesAgreeToTheLastDigits() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(getClass().getResource("/golden/metrics.json")).get("cases");
    assertThat(cases).hasSize(4);
    for (JsonNode golden : cases) {
      boolean[][] targets = booleans(golden.get("targets"));
      double[][] scores = new ObjectMapper().convertValue(golden.get("scores"), double[][].class);
      agrees(Auroc.macro(targets, scores), golden, "auroc");
      agrees(AveragePrecision.macro(targets, scores), golden, "ap");
    }
  }

  @Test
  void tagsWithoutAPositiveOrANegativeAreSkippedAndListed() {
    boolean[][] targets = {{true, false, true}, {false, false, true}, {true, false, true}};
    double[][] scores = {{3, 1, 1}, {1, 2, 2}, {2, 3, 3}};
    MacroScore auroc = Auroc.macro(targets, scores);
    assertThat(auroc.skipped()).containsExactly(1, 2);
    assertThat(auroc.mean()).isEqualTo(1.0);
    assertThat(AveragePrecision.macro(targets, scores).skipped()).containsExactly(1, 2);
  }

  @Test
  void allScoresEqualGiveOneHalfAndThePrevalence() {
    boolean[][] targets = {{true}, {false}, {false}, {false}};
    double[][] scores = {{5}, {5}, {5}, {5}};
    assertThat(Auroc.macro(targets, scores).mean()).isEqualTo(0.5);
    assertThat(AveragePrecision.macro(targets, scores).mean()).isEqualTo(0.25);
  }

  @Property(tries = 50)
  void weightsMeanCopies(@ForAll long seed, @ForAll @IntRange(min = 6, max = 30) int n) {
    Stream random = Stream.of(seed, "case");
    int[] counts = new int[n];
    List<Integer> copies = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      counts[i] = random.nextInt(4);
      copies.addAll(Collections.nCopies(counts[i], i));
    }
    if (copies.isEmpty()) {
      return;
    }
    Outcomes all = randomOutcomes(n, random);
    Outcomes copied = take(all, copies);
    for (Metric metric :
        List.of(Metric.ACCURACY, Metric.AUROC, Metric.AVERAGE_PRECISION, Metric.MEAN)) {
      double weighted = metric.on(all).of(counts);
      assertThat(weighted).isCloseTo(metric.of(copied), within(1e-12));
    }
  }

  @Property(tries = 50)
  void aurocIsThePairwiseChance(@ForAll long seed) {
    Outcomes outcomes = randomOutcomes(20, Stream.of(seed, "case"));
    MacroScore auroc = Auroc.macro(outcomes);
    for (int tag = 0; tag < 3; tag++) {
      double wins = 0;
      int pairs = 0;
      for (int i = 0; i < 20; i++) {
        for (int j = 0; j < 20; j++) {
          if (outcomes.truth()[i][0] == tag && outcomes.truth()[j][0] != tag) {
            double margin = outcomes.scores()[i][tag] - outcomes.scores()[j][tag];
            wins += margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
            pairs++;
          }
        }
      }
      if (pairs > 0) {
        assertThat(auroc.perTag()[tag]).isCloseTo(wins / pairs, within(1e-12));
      }
    }
  }

  @Test
  void accuracyCountsTheItemsWhoseClassScoresHighest() {
    Outcomes outcomes =
        outcomes(
            new int[][] {{0}, {1}, {2}, {1}},
            new float[][] {{2, 1, 0}, {2, 1, 0}, {0, 1, 1.5f}, {-3, -1, -2}});
    assertThat(Accuracy.of(outcomes)).isEqualTo(0.75);
    assertThat(Accuracy.hits(outcomes)).containsExactly(true, false, true, true);
  }

  @Test
  void measuredNumbersAreAveragedByTheirWeights() {
    Task distance = new Task("sound", Task.Kind.COST, List.of("mel distance"));
    List<String> names = List.of("a", "b", "c");
    Outcomes outcomes = Outcomes.measured(distance, names, names, new double[] {0.5, 2, -1});
    assertThat(Metric.forKind(Task.Kind.COST)).containsExactly(Metric.MEAN);
    assertThat(Metric.forKind(Task.Kind.SCORE)).containsExactly(Metric.MEAN);
    assertThat(Metric.MEAN.of(outcomes)).isEqualTo(0.5);
    assertThat(Metric.MEAN.on(outcomes).of(new int[] {3, 1, 0})).isEqualTo(0.875);
    assertThat(Metric.MEAN.on(outcomes).of(new int[3])).isNaN();
    assertThat(Metric.MEAN.perItem(outcomes)).hasValue(new double[] {0.5, 2, -1});
    assertThat(Metric.MEAN.heading(distance)).isEqualTo("mean mel distance");
    assertThatThrownBy(() -> new Task("sound", Task.Kind.COST, List.of("a", "b")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sound");
  }

  @Test
  void onlyMetricsThatAreMeansOverItemsGiveANumberPerItem() {
    Outcomes outcomes = randomOutcomes(12, Stream.of(3, "case"));
    for (Metric metric : List.of(Metric.ACCURACY, Metric.MEAN)) {
      double[] numbers = metric.perItem(outcomes).orElseThrow();
      assertThat(Arrays.stream(numbers).average().orElseThrow())
          .isCloseTo(metric.of(outcomes), within(1e-12));
    }
    assertThat(Metric.AUROC.perItem(outcomes)).isEmpty();
    assertThat(Metric.AVERAGE_PRECISION.perItem(outcomes)).isEmpty();
  }

  @Test
  void aScoreThatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> outcomes(new int[][] {{0}}, new float[][] {{0, Float.NaN, 1}}))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("item0");
  }

  private static void agrees(MacroScore ours, JsonNode golden, String metric) {
    assertThat(ours.mean()).isCloseTo(golden.get(metric + "_macro").asDouble(), within(1e-12));
    JsonNode perTag = golden.path(metric + "_per_tag");
    for (int tag = 0; tag < perTag.size(); tag++) {
      assertThat(ours.perTag()[tag]).isCloseTo(perTag.get(tag).asDouble(), within(1e-12));
    }
    List<Integer> skipped = new ArrayList<>();
    golden.path("skipped_tags").forEach(tag -> skipped.add(tag.asInt()));
    assertThat(ours.skipped()).isEqualTo(skipped);
  }

  private static boolean[][] booleans(JsonNode rows) {
    int[][] ones = new ObjectMapper().convertValue(rows, int[][].class);
    boolean[][] targets = new boolean[ones.length][ones[0].length];
    for (int i = 0; i < ones.length; i++) {
      for (int tag = 0; tag < ones[i].length; tag++) {
        targets[i][tag] = ones[i][tag] == 1;
      }
    }
    return targets;
  }

  private static Outcomes randomOutcomes(int n, Stream random) {
    int[][] truth = new int[n][];
    float[][] scores = new float[n][3];
    for (int i = 0; i < n; i++) {
      truth[i] = new int[] {random.nextInt(3)};
      for (int c = 0; c < 3; c++) {
        scores[i][c] = random.nextInt(5);
      }
    }
    return outcomes(truth, scores);
  }

  private static Outcomes take(Outcomes all, List<Integer> rows) {
    int[][] truth = rows.stream().map(i -> all.truth()[i]).toArray(int[][]::new);
    float[][] scores = rows.stream().map(i -> all.scores()[i]).toArray(float[][]::new);
    return outcomes(truth, scores);
  }

  private static Outcomes outcomes(int[][] truth, float[][] scores) {
    String[] names = new String[truth.length];
    Arrays.setAll(names, i -> "item" + i);
    Task style = new Task("style", Task.Kind.SINGLE_LABEL, List.of("a", "b", "c"));
    return new Outcomes(style, List.of(names), List.of(names), truth, scores);
  }
}
