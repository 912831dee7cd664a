package ricercar.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class DecisionTests {
  private static final double NO_MARGIN = Double.NaN;

  @Test
  void theStandardErrorOfAMeanIsThatOfTheTextbook() {
    double[] values = gaussians(200);
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> Math.pow(v - mean, 2)).sum() / 200;
    Resampled found =
        new Bca(4000, 0.95).resample(Statistic.mean(values), Stream.of(1, "draws"), 200);
    double expected = Math.sqrt(squares / 200);
    assertThat(found.standardError()).isCloseTo(expected, within(0.04 * expected));
    assertThat(found.estimate()).isCloseTo(mean, within(1e-12));
  }

  @Test
  void theDetectableDifferenceIsTwoPointEightStandardErrors() {
    Resampled draws = new Resampled(0, new double[] {-1, 1}, 0);
    assertThat(draws.standardError()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(draws.detectable(0.95, 0.8) / draws.standardError())
        .isCloseTo(2.8015852, within(1e-6));
    assertThat(new Resampled(0, new double[] {1}, 0).detectable(0.95, 0.8)).isNaN();
  }

  @Test
  void aLossIsNoLossWhereTheIntervalLeavesNoRoomForOneBeyondTheMargin() {
    // The interval of level 0.95 is the estimate ± 1.96.
    assertThat(Decision.onNoLoss(around(-1), 0.95, 3.2)).isEqualTo(Decision.HOLDS);
    assertThat(Decision.onNoLoss(around(-1), 0.95, 2.5)).isEqualTo(Decision.UNDECIDED);
    assertThat(Decision.onNoLoss(around(-6), 0.95, 3)).isEqualTo(Decision.DOES_NOT_HOLD);
    assertThat(Decision.onNoLoss(around(5), 0.95, 0.5)).isEqualTo(Decision.HOLDS);
  }

  /** 80 % of 2000 has a standard error of 0.9 points, 2.5 % one of 0.35. */
  @Test
  void aTrueGainOfTheDetectableSizeIsFoundFourTimesInFiveAndNoneIsFoundAsOftenAsTheLevelSays() {
    double detectable = around(0).detectable(0.95, 0.8);
    Stream random = Stream.of(1, "studies");
    int found = 0;
    int invented = 0;
    int reversed = 0;
    for (int study = 0; study < 2000; study++) {
      double noise = random.nextGaussian();
      found += decide(detectable + noise, NO_MARGIN) == Decision.HOLDS ? 1 : 0;
      invented += decide(noise, NO_MARGIN) == Decision.HOLDS ? 1 : 0;
      reversed += decide(noise, NO_MARGIN) == Decision.DOES_NOT_HOLD ? 1 : 0;
    }
    assertThat(found / 2000.0).isCloseTo(0.80, within(0.03));
    assertThat(invented / 2000.0).isCloseTo(0.025, within(0.012));
    assertThat(reversed / 2000.0).isCloseTo(0.025, within(0.012));
  }

  @Test
  void aGainIsNegligibleIfTheOneSidedIntervalLiesWithinTheMargin() {
    // Of a standard normal, the 90 % interval ends at 1.645 and the 95 % interval at 1.960.
    assertThat(decide(0, 1.8)).isEqualTo(Decision.DOES_NOT_HOLD);
    assertThat(decide(0, 1.5)).isEqualTo(Decision.UNDECIDED);
    assertThat(decide(0, NO_MARGIN)).isEqualTo(Decision.UNDECIDED);
    assertThat(decide(-1, 1.8)).isEqualTo(Decision.UNDECIDED);
    assertThat(decide(-1, 2.8)).isEqualTo(Decision.DOES_NOT_HOLD);
  }

  @Test
  void aClearGainHoldsHoweverSmallAndAClearLossDoesNotHoweverLarge() {
    assertThat(decide(2.1, 10)).isEqualTo(Decision.HOLDS);
    assertThat(decide(1.8, NO_MARGIN)).isEqualTo(Decision.UNDECIDED);
    assertThat(decide(-2.1, 0.1)).isEqualTo(Decision.DOES_NOT_HOLD);
  }

  @Test
  void whatIsNotKnownIsUndecided() {
    assertThat(Decision.on(new Resampled(1, new double[0], 0), 0.95, 9))
        .isEqualTo(Decision.UNDECIDED);
  }

  @Test
  void sixDifferencesAreTheFewestThatCanDecide() {
    assertThat(Decision.possible(5, 0.95)).isFalse();
    assertThat(Decision.possible(6, 0.95)).isTrue();
    double[] five = {1, 1, 1, 1, 1};
    double[] six = {1, 1, 1, 1, 1, 1};
    assertThat(PairedTests.signFlip(five, 1, Stream.of(1, "unused"))).isGreaterThan(0.05);
    assertThat(PairedTests.signFlip(six, 1, Stream.of(1, "unused"))).isLessThan(0.05);
  }

  private static double[] gaussians(int count) {
    Stream random = Stream.of(1, "values");
    return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  private static Decision decide(double estimate, double margin) {
    return Decision.on(around(estimate), 0.95, margin);
  }

  /** Draws that lie as those of a normal distribution with deviation 1. */
  private static Resampled around(double estimate) {
    double[] draws =
        IntStream.range(0, 1999)
            .mapToDouble(i -> estimate + Normal.quantile((i + 0.5) / 1999))
            .toArray();
    return new Resampled(estimate, draws, 0);
  }
}
