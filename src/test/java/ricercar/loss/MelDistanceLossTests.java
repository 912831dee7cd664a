package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.NumericGradient;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class MelDistanceLossTests {
  @Test
  void equalSoundsCostNothingAndAGainTwiceItsLogarithm() {
    MelDistanceLoss loss = new MelDistanceLoss(8_000, List.of(1024, 2048));
    try (Scope scope = Scope.open()) {
      Tensor sound = noise();

      assertThat(loss.of(sound, sound).item()).isZero();
      assertThat(loss.of(sound.mul(3), sound).item()).isCloseTo(2 * Math.log(3), within(1e-6));
      assertThat(loss.of(sound, sound.mul(3)).item()).isCloseTo(2 * Math.log(3), within(1e-6));
    }
  }

  @Test
  void theLossIsTheMeanOverItsWindows() {
    try (Scope scope = Scope.open()) {
      Tensor sound = noise();
      Tensor other = sound.abs();
      double both = new MelDistanceLoss(8_000, List.of(64, 512)).of(sound, other).item();
      double first = new MelDistanceLoss(8_000, List.of(64)).of(sound, other).item();
      double second = new MelDistanceLoss(8_000, List.of(512)).of(sound, other).item();

      assertThat(both).isCloseTo((first + second) / 2, within(1e-9));
      assertThat(first).isNotCloseTo(second, within(1e-3));
    }
  }

  @Test
  void theGradientOfBothSoundsIsTheNumericOne() {
    MelDistanceLoss loss = new MelDistanceLoss(8_000, List.of(16, 32));
    NumericGradient.check(
        1e-6, in -> loss.of(in.get(0), in.get(1)), new long[] {2, 40}, new long[] {2, 40});
  }

  @Test
  void windowsThatHoldNoBandAreRefused() {
    assertThatThrownBy(() -> new MelDistanceLoss(8_000, List.of(8))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new MelDistanceLoss(8_000, List.of())).isInstanceOf(Problem.class);
  }

  /** [2, 4096] of float64, loud enough that no band comes near the floor. */
  private static Tensor noise() {
    Stream random = Stream.of(8, "noise");
    double[] values = new double[2 * 4096];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.uniform(-20, 20);
    }
    return Tensor.of(values, 2, 4096);
  }
}
