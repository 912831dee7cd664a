package ricercar.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;

class ProportionTests {
  /** Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29 by the score method. */
  @Test
  void scoreIntervalsAreThoseOfNewcombe() {
    agrees(81, 263, 0.2553, 0.3662);
    agrees(15, 148, 0.0624, 0.1605);
    agrees(0, 20, 0.0000, 0.1611);
    agrees(1, 29, 0.0061, 0.1718);
  }

  private static void agrees(int successes, int trials, double low, double high) {
    Interval interval = Proportion.wilson(successes, trials, 0.95);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void boundsSolveTheScoreEquation() {
    Interval interval = Proportion.wilson(7, 12, 0.9);
    double z = Normal.quantile(0.95);
    for (double bound : new double[] {interval.low(), interval.high()}) {
      double score = Math.abs(7 / 12.0 - bound) / Math.sqrt(bound * (1 - bound) / 12);
      assertThat(score).isCloseTo(z, within(1e-9));
    }
  }

  @Test
  void noTrialsAreRefused() {
    assertThatThrownBy(() -> Proportion.wilson(0, 0, 0.95)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Proportion.wilson(3, 2, 0.95)).isInstanceOf(Problem.class);
  }
}
