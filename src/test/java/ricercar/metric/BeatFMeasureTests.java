package ricercar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class BeatFMeasureTests {
  private static final BeatFMeasure STANDARD = BeatFMeasure.standard();

  @Test
  void handMadeListsHaveTheirFMeasure() {
    double[] reference = {0.5, 1, 1.5, 2};
    assertThat(STANDARD.of(reference, reference)).isEqualTo(1);
    assertThat(STANDARD.of(reference, new double[] {0.56, 0.94, 1.58, 2})).isEqualTo(0.75);
    assertThat(STANDARD.of(reference, new double[] {0.5, 1.5})).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(STANDARD.of(reference, new double[] {0.75, 1.25, 1.75})).isZero();
    assertThat(STANDARD.of(reference, new double[0])).isZero();
    assertThat(STANDARD.of(new double[0], new double[0])).isZero();
  }

  @Test
  void aBeatIsMatchedOnce() {
    assertThat(STANDARD.of(new double[] {1}, new double[] {0.95, 1, 1.05})).isEqualTo(0.5);
    assertThat(STANDARD.of(new double[] {0.95, 1, 1.05}, new double[] {1})).isEqualTo(0.5);
    // The nearest pair alone would leave 0.95 and 1.1 without a partner.
    assertThat(STANDARD.of(new double[] {1, 1.06}, new double[] {0.94, 1})).isEqualTo(1);
  }

  @Test
  void noOtherPairingHasMoreMatches() {
    for (int trial = 0; trial < 200; trial++) {
      double[] reference = sorted(Stream.of(trial, "reference"));
      double[] estimated = sorted(Stream.of(trial, "estimated"));
      int most = most(reference, estimated, 0, 0);
      double expected = 2.0 * most / (reference.length + estimated.length);
      assertThat(STANDARD.of(reference, estimated)).isCloseTo(expected, within(1e-12));
    }
  }

  /** Any subset of estimates, tried one by one. */
  private static int most(double[] reference, double[] estimated, int r, int used) {
    if (r == reference.length) {
      return 0;
    }
    int most = most(reference, estimated, r + 1, used);
    for (int e = 0; e < estimated.length; e++) {
      if ((used >> e & 1) == 0 && Math.abs(reference[r] - estimated[e]) <= 0.07) {
        most = Math.max(most, 1 + most(reference, estimated, r + 1, used | 1 << e));
      }
    }
    return most;
  }

  private static double[] sorted(Stream random) {
    double[] times = new double[6];
    for (int i = 0; i < times.length; i++) {
      times[i] = random.uniform(0, 0.5);
    }
    java.util.Arrays.sort(times);
    return times;
  }

  @Test
  void trimmedSecondsDoNotCount() {
    BeatFMeasure trimmed = new BeatFMeasure(0.07, 5);
    double[] reference = {4, 5, 6};
    assertThat(trimmed.of(reference, new double[] {4.5, 5, 6})).isEqualTo(1);
    assertThat(STANDARD.of(reference, new double[] {4.5, 5, 6})).isCloseTo(2 / 3.0, within(1e-12));
    assertThatThrownBy(() -> new BeatFMeasure(0, 0)).isInstanceOf(Problem.class);
  }
}
