package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class SimulatedOracleTests {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final Prediction SHOWN = new Prediction("a", 0.7, 0.2);

  private static Verdict judge(SimulatedOracle oracle, String truth) {
    return oracle.judge(SHOWN, truth, CLASSES, Stream.of(1, "clip")).verdict();
  }

  private static Map<String, Double> shares(SimulatedOracle oracle, String truth) {
    Map<String, Double> shares = new TreeMap<>();
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      Verdict verdict = oracle.judge(SHOWN, truth, CLASSES, Stream.of(3, "clip", i)).verdict();
      String name = verdict.kind().text() + verdict.label(SHOWN).map(l -> " " + l).orElse("");
      shares.merge(name, 1.0 / n, Double::sum);
    }
    return shares;
  }

  @Test
  void theTruthfulConfirmAndCorrect() {
    SimulatedOracle oracle = SimulatedOracle.truthful();
    assertThat(judge(oracle, "a")).isEqualTo(new Verdict.Confirm());
    assertThat(judge(oracle, "b")).isEqualTo(new Verdict.Correct("b", false));
    assertThat(judge(oracle, "new")).isEqualTo(new Verdict.Correct("new", true));
  }

  @Test
  void whoCannotNameRejects() {
    assertThat(judge(new SimulatedOracle(null, null, null, 0.0, null), "b"))
        .isEqualTo(new Verdict.Reject());
  }

  @Test
  void ratesAreKept() {
    SimulatedOracle oracle = new SimulatedOracle(0.3, null, 0.1, 0.5, null);
    Map<String, Double> shares = shares(oracle, "b");
    // Heard b (0.7), a (0.15) or c (0.15), each named half of the time unless it is the shown a.
    assertThat(shares.get("skip")).isCloseTo(0.1, within(0.01));
    assertThat(shares.get("confirm a")).isCloseTo(0.9 * 0.15, within(0.01));
    assertThat(shares.get("correct b")).isCloseTo(0.9 * 0.7 / 2, within(0.015));
    assertThat(shares.get("correct c")).isCloseTo(0.9 * 0.15 / 2, within(0.01));
    assertThat(shares.get("reject")).isCloseTo(0.9 * 0.85 / 2, within(0.015));
  }

  @Test
  void biasGoesWhereTheConfusionSays() {
    SimulatedOracle oracle =
        new SimulatedOracle(
            0.4,
            List.of(List.of(9.0, 0.0, 1.0), List.of(1.0, 9.0, 3.0), List.of(1.0, 1.0, 9.0)),
            null,
            null,
            null);
    Map<String, Double> shares = shares(oracle, "b");
    assertThat(shares.get("confirm a")).isCloseTo(0.1, within(0.01));
    assertThat(shares.get("correct c")).isCloseTo(0.3, within(0.01));
    assertThat(shares(oracle, "a")).containsOnlyKeys("confirm a", "correct c");
  }

  @Test
  void aVerdictCostsItsKind() {
    SimulatedOracle.Cost cost = new SimulatedOracle.Cost(3, 0.5, 6, 2);
    SimulatedOracle oracle = new SimulatedOracle(null, null, null, null, cost);
    Stream random = Stream.of(1, "clip");
    assertThat(oracle.judge(SHOWN, "a", CLASSES, random).milliseconds()).isEqualTo(3500);
    assertThat(oracle.judge(SHOWN, "b", CLASSES, random).milliseconds()).isEqualTo(9000);
    assertThat(cost.milliseconds(Verdict.Kind.REJECT)).isEqualTo(3500);
    assertThat(cost.milliseconds(Verdict.Kind.SKIP)).isEqualTo(5000);
  }

  @Test
  void theSameQuestionIsAnsweredTheSame() {
    SimulatedOracle oracle = new SimulatedOracle(0.5, null, 0.2, 0.5, null);
    assertThat(judge(oracle, "c")).isEqualTo(judge(oracle, "c"));
  }
}
