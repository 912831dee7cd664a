package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisingTests {
  @ParameterizedTest
  @ValueSource(ints = {22_050, 32_000, 44_100, 48_000})
  void theStandardsReferenceToneHasItsLoudness(int rate) {
    assertThat(Loudness.of(Tones.sine(997, 1, 5, rate), rate)).isCloseTo(-3.01, within(0.04));
  }

  @Test
  void halfTheAmplitudeIsSixDecibelsLess() {
    double full = Loudness.of(Tones.sine(997, 0.8, 2, 32_000), 32_000);
    double half = Loudness.of(Tones.sine(997, 0.4, 2, 32_000), 32_000);

    assertThat(full - half).isCloseTo(6.02, within(0.01));
  }

  @Test
  void lowTonesCountLessThanHighOnes() {
    double low = Loudness.of(Tones.sine(40, 0.5, 2, 32_000), 32_000);
    double middle = Loudness.of(Tones.sine(997, 0.5, 2, 32_000), 32_000);
    double high = Loudness.of(Tones.sine(6000, 0.5, 2, 32_000), 32_000);

    assertThat(middle - low).isGreaterThan(3);
    assertThat(high - middle).isCloseTo(3.3, within(0.3));
  }

  @Test
  void pausesDoNotCount() {
    float[] tone = Tones.sine(997, 0.5, 4, 32_000);
    float[] withPause = java.util.Arrays.copyOf(tone, tone.length * 3);

    assertThat(Loudness.of(withPause, 32_000)).isCloseTo(Loudness.of(tone, 32_000), within(0.3));
  }

  @Test
  void theGainReachesTheTargetUnlessThePeakForbids() {
    float[] tone = Tones.sine(997, 0.5, 2, 32_000);

    double down = Loudness.gain(tone, 32_000, -23, 0.89);
    double up = Loudness.gain(tone, 32_000, -1, 0.89);

    assertThat(20 * Math.log10(0.5 * down)).isCloseTo(-23 + 3.01, within(0.02));
    assertThat(up).isCloseTo(0.89 / 0.5, within(1e-3));
    assertThat(Loudness.gain(new float[32_000], 32_000, -23, 0.89)).isEqualTo(1);
    assertThat(Loudness.of(new float[10], 32_000)).isNegative().isInfinite();
  }

  @Test
  void theLowPassKeepsTheBandAndTakesTheRest() {
    LowPass lowPass = new LowPass(10_000, 32_000);

    for (double hertz : new double[] {50, 1000, 8800}) {
      float[] out = lowPass.apply(Tones.sine(hertz, 0.5, 0.5, 32_000));
      assertThat(Tones.amplitude(out, hertz, 32_000)).isCloseTo(0.5, within(0.002));
    }
    for (double hertz : new double[] {11_200, 13_000, 15_500}) {
      float[] out = lowPass.apply(Tones.sine(hertz, 0.5, 0.5, 32_000));
      assertThat(Tones.amplitude(out, hertz, 32_000)).isLessThan(0.5e-3);
    }
  }

  @Test
  void theLowPassDoesNotDelay() {
    float[] tone = Tones.sine(440, 0.5, 0.5, 32_000);
    float[] out = new LowPass(10_000, 32_000).apply(tone);

    assertThat(out).hasSameSizeAs(tone);
    for (int i = 100; i < tone.length - 100; i++) {
      assertThat(Math.abs(out[i] - tone[i])).isLessThan(1e-3f);
    }
  }
}
