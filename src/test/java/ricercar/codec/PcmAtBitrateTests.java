package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;

class PcmAtBitrateTests {
  @ParameterizedTest
  @ValueSource(doubles = {2000, 6000, 1703.5})
  void everyChoiceSpendsTheBudgetAndNoMore(double budget) {
    assertThat(PcmAtBitrate.choices(budget)).hasSize(4);
    for (PcmAtBitrate choice : PcmAtBitrate.choices(budget)) {
      int spent = choice.bits() * choice.sampleRate();
      assertThat((double) spent).isBetween(budget - choice.bits(), budget);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aSampleTakesNoMoreLevelsThanItsBitsTell(int bits) {
    float[] heard = new PcmAtBitrate(bits, 8_000).heard(sound(8_000), 8_000);

    Set<Float> levels = new HashSet<>();
    for (float x : heard) {
      levels.add(x);
    }
    assertThat(levels).hasSizeBetween((1 << (bits - 1)) + 1, 1 << bits);
  }

  @Test
  void moreBitsASampleErrLess() {
    double before = Double.POSITIVE_INFINITY;
    for (int bits : new int[] {1, 2, 4, 8}) {
      double error = error(new PcmAtBitrate(bits, 4_000));
      assertThat(error).isLessThan(before);
      before = error;
    }
  }

  @Test
  void moreSamplesErrLess() {
    double before = Double.POSITIVE_INFINITY;
    for (int rate : new int[] {250, 500, 1_000, 2_000, 4_000, 8_000}) {
      double error = error(new PcmAtBitrate(8, rate));
      assertThat(error).isLessThan(before);
      before = error;
    }
  }

  @Test
  void eightBitsAtAGenerousRateAreNearlyTheSound() {
    double power = 0;
    for (float x : sound(32_000)) {
      power += (double) x * x / 32_000;
    }
    assertThat(error(new PcmAtBitrate(8, 16_000))).isLessThan(1e-3 * power);
  }

  @Test
  void silenceStaysSilent() {
    assertThat(new PcmAtBitrate(2, 1_000).heard(new float[3_200], 32_000))
        .containsExactly(new float[3_200], within(1e-8f));
  }

  private static double error(PcmAtBitrate pcm) {
    float[] sound = sound(32_000);
    float[] heard = pcm.heard(sound, 32_000);
    assertThat(heard).hasSameSizeAs(sound);
    double sum = 0;
    for (int i = 0; i < sound.length; i++) {
      sum += Math.pow(heard[i] - sound[i], 2) / sound.length;
    }
    return sum;
  }

  /** A second of partials up to 3 kHz. */
  private static float[] sound(int rate) {
    Stream random = Stream.of(6, "phases");
    float[] sound = new float[rate];
    for (int partial = 1; partial <= 30; partial++) {
      double phase = random.uniform(0, 2 * Math.PI);
      for (int i = 0; i < rate; i++) {
        sound[i] +=
            (float) (0.1 * Math.sin(2 * Math.PI * 97 * partial * i / rate + phase) / partial);
      }
    }
    return sound;
  }
}
