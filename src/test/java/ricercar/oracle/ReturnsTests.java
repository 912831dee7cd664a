package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.stats.Bca;
import ricercar.stats.Interval;

class ReturnsTests {
  private static final double[] BUDGETS = {0, 10, 20, 40};

  private static BudgetCurve curve(double... values) {
    return new BudgetCurve(BUDGETS, values);
  }

  private static Returns returns(List<BudgetCurve> runs, List<BudgetCurve> random) {
    return new Returns(runs, random, new Bca(1000, 0.95), Stream.of(5, "returns"));
  }

  @Test
  void aCurveTellsItsGainAreaAndWhenATargetIsReached() {
    BudgetCurve curve = curve(0.5, 0.7, 0.6, 0.8);
    assertThat(curve.gainPerUnit()).isCloseTo(0.3 / 40, within(1e-12));
    // (10 · 0.6 + 10 · 0.65 + 20 · 0.7) / 40.
    assertThat(curve.area()).isCloseTo(0.6625, within(1e-12));
    assertThat(curve.reach(0.4)).isZero();
    assertThat(curve.reach(0.65)).isCloseTo(7.5, within(1e-9));
    assertThat(curve.reach(0.75)).isCloseTo(35, within(1e-9));
    assertThat(curve.reach(0.9)).isNaN();
  }

  @Test
  void budgetsBeginWithNothingAndNeverShrink() {
    assertThatThrownBy(() -> new BudgetCurve(new double[] {1, 2}, new double[2]))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new BudgetCurve(new double[] {0, 2, 1}, new double[3]))
        .isInstanceOf(Problem.class);
  }

  @Test
  void whoNeedsHalfTheVerdictsIsToldSo() {
    List<BudgetCurve> random = List.of(curve(0.5, 0.55, 0.6, 0.7), curve(0.4, 0.45, 0.5, 0.6));
    List<BudgetCurve> fast = List.of(curve(0.5, 0.6, 0.7, 0.7), curve(0.4, 0.5, 0.6, 0.6));
    Returns returns = returns(fast, random);
    assertThat(returns.toRandomsLast().interval().estimate()).isCloseTo(0.5, within(1e-9));
    assertThat(returns.toRandomsLast().defined()).isEqualTo(1);
    assertThat(returns.toTarget(0.52).interval().estimate()).isCloseTo(0.5, within(1e-9));
    assertThat(returns.areaAboveRandom().estimate())
        .isCloseTo((10 * 0.025 + 10 * 0.075 + 20 * 0.05) / 40, within(1e-9));
    assertThat(returns.lastAboveRandom().estimate()).isCloseTo(0, within(1e-12));
    // What is left below 0.7: 0.1 of random queries, 0.05 of the fast.
    assertThat(returns.deficiency().interval().estimate()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void whatIsNeverReachedIsNotMadeUp() {
    List<BudgetCurve> random = List.of(curve(0.5, 0.6, 0.7, 0.8), curve(0.5, 0.6, 0.7, 0.8));
    List<BudgetCurve> poor = List.of(curve(0.5, 0.5, 0.5, 0.5), curve(0.5, 0.5, 0.5, 0.6));
    Returns.Relative never = returns(poor, random).toTarget(0.75);
    assertThat(never.interval().estimate()).isNaN();
    assertThat(never.defined()).isZero();
  }

  @Test
  void randomBesideItselfIsOneAndNoughtExactly() {
    List<BudgetCurve> random =
        List.of(curve(0.5, 0.6, 0.7, 0.8), curve(0.4, 0.5, 0.55, 0.6), curve(0.45, 0.6, 0.62, 0.7));
    Returns same = returns(random, random);
    for (Interval interval :
        List.of(same.deficiency().interval(), same.toRandomsLast().interval())) {
      assertThat(interval.low()).isCloseTo(1, within(1e-9));
      assertThat(interval.high()).isCloseTo(1, within(1e-9));
    }
    assertThat(same.areaAboveRandom().contains(0)).isTrue();
    assertThat(same.areaAboveRandom().halfWidth()).isCloseTo(0, within(1e-12));
  }

  @Test
  void minutesWeighVerdictsByTheirCost() {
    BudgetCurve verdicts = curve(0.5, 0.6, 0.6, 0.7);
    BudgetCurve minutes = new BudgetCurve(new double[] {0, 1, 2, 8}, verdicts.values());
    assertThat(minutes.gainPerUnit()).isCloseTo(0.2 / 8, within(1e-12));
    assertThat(minutes.area()).isCloseTo((0.55 + 0.6 + 6 * 0.65) / 8, within(1e-12));
  }

  @Test
  void intervalsCoverTheTrueGainAboutAsOftenAsTheySay() {
    int covered = 0;
    for (int trial = 0; trial < 200; trial++) {
      Stream noise = Stream.of(trial, "noise");
      BudgetCurve[] runs = new BudgetCurve[12];
      Arrays.setAll(runs, i -> curve(0.5, 0.6, 0.65, 0.7 + 0.05 * noise.nextGaussian()));
      Returns returns =
          new Returns(
              List.of(runs), List.of(runs), new Bca(300, 0.95), Stream.of(trial, "returns"));
      covered += returns.gain().contains(0.2) ? 1 : 0;
    }
    assertThat(covered).isBetween(170, 199);
  }
}
