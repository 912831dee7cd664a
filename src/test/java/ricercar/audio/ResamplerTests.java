package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;

class ResamplerTests {
  private static final int[] RATES = {8000, 11025, 16000, 22050, 32000, 44100, 48000};

  @Test
  void samplesAreThoseOfTorchaudio() {
    for (JsonNode c : Golden.get("resampled")) {
      int from = c.get("old").asInt();
      ResamplePreset preset = ResamplePreset.valueOf(c.get("preset").asText());
      float[] sound =
          Resampler.of(from, c.get("new").asInt(), preset).apply(Signal.mono(from, 0.02, 0.3));
      float[] expected = Golden.floats(c.get("samples"));
      assertThat(sound).hasSize(c.get("length").asInt());
      for (int i = 0; i < expected.length; i++) {
        assertThat(sound[5 * i])
            .as("%s sample %d", c.get("preset"), i)
            .isCloseTo(expected[i], within(5e-7f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TORCHAUDIO_DEFAULT, 1.05, -10, 1",
    "TORCHAUDIO_DEFAULT, 1.18, -25, 1.5",
    "BULK, 1.05, -67, 3",
    "BULK, 1.18, -63, 30"
  })
  void tonesAboveTheNewNyquistFrequencyAreSuppressedAsMeasured(
      ResamplePreset preset, double nyquists, double decibels, double tolerance) {
    assertThat(alias(preset, nyquists)).isCloseTo(decibels, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"1.05", "1.18", "1.5"})
  void kaiserBestSuppressesAliasesToTheEdgeOfFloats(double nyquists) {
    assertThat(alias(ResamplePreset.KAISER_BEST, nyquists)).isLessThan(-125);
  }

  @ParameterizedTest
  @CsvSource({"TORCHAUDIO_DEFAULT, -3.8", "BULK, -4.7", "KAISER_BEST, -3.6"})
  void theBandEdgeIsLoweredAsMeasured(ResamplePreset preset, double decibels) {
    float[] out = Resampler.of(44100, 22050, preset).apply(Tone.of(0.94 * 11025, 44100, 44100));
    assertThat(Tone.decibels(Tone.rms(out) * Math.sqrt(2))).isCloseTo(decibels, within(0.15));
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 22050, TORCHAUDIO_DEFAULT, 70",
    "44100, 32000, TORCHAUDIO_DEFAULT, 60",
    "44100, 22050, BULK, 80",
    "44100, 22050, KAISER_BEST, 125",
    "44100, 32000, KAISER_BEST, 125",
    "48000, 22050, KAISER_BEST, 125",
    "16000, 44100, KAISER_BEST, 120"
  })
  void aToneInTheBandStaysClean(int from, int to, ResamplePreset preset, double decibels) {
    float[] out = Resampler.of(from, to, preset).apply(Tone.of(1000, from, from));
    double snr = snrOfBestSine(1000, to, out);
    assertThat(snr).isGreaterThan(decibels);
  }

  @Property(tries = 60)
  void theLengthIsTheInputsTimesTheRatioRoundedUp(
      @ForAll @IntRange(max = 6) int from,
      @ForAll @IntRange(max = 6) int to,
      @ForAll @IntRange(max = 3000) int length) {
    int a = RATES[from];
    int b = RATES[to];
    Resampler resampler = Resampler.of(a, b, ResamplePreset.TORCHAUDIO_DEFAULT);
    int expected = (int) Math.ceil((double) ((long) length * b) / a);
    assertThat(resampler.apply(new float[length])).hasSize(expected);
    assertThat(resampler.outputLength(length)).isEqualTo(expected);
  }

  @Property(tries = 25)
  void resamplingIsLinear(
      @ForAll @IntRange(max = 6) int from,
      @ForAll @IntRange(max = 6) int to,
      @ForAll @IntRange(min = -3, max = 3) int factor) {
    Resampler resampler = Resampler.of(RATES[from], RATES[to], ResamplePreset.BULK);
    float[] x = Signal.mono(RATES[from], 0.03, 0.2);
    float[] y = Tone.of(700, RATES[from], x.length);
    float[] sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = x[i] + factor * y[i];
    }
    float[] together = resampler.apply(sum);
    float[] first = resampler.apply(x);
    float[] second = resampler.apply(y);
    for (int i = 0; i < together.length; i++) {
      assertThat(together[i]).isCloseTo(first[i] + factor * second[i], within(2e-5f));
    }
  }

  @Property(tries = 20)
  void aDelayInWholePeriodsOfTheRatioStaysADelay(@ForAll @IntRange(max = 40) int periods) {
    Resampler resampler = Resampler.of(44100, 32000, ResamplePreset.BULK);
    float[] x = Signal.mono(44100, 0.05, 0.2);
    float[] late = new float[x.length + 441 * periods];
    System.arraycopy(x, 0, late, 441 * periods, x.length);
    float[] out = resampler.apply(x);
    float[] lateOut = resampler.apply(late);
    float[] shifted = Arrays.copyOfRange(lateOut, 320 * periods, 320 * periods + out.length);
    for (int i = 0; i < out.length; i++) {
      assertThat(shifted[i]).isCloseTo(out[i], within(1e-6f));
    }
  }

  @Test
  void theSameRateGivesACopy() {
    float[] x = Signal.mono(8000, 0.1, 0.1);
    float[] out = Resampler.of(8000, 8000, ResamplePreset.BULK).apply(x);
    assertThat(out).isEqualTo(x).isNotSameAs(x);
    Waveform sound = new Waveform(x, 8000);
    assertThat(sound.at(8000, ResamplePreset.BULK)).isSameAs(sound);
    assertThat(sound.at(16000, ResamplePreset.BULK).seconds()).isEqualTo(0.1);
  }

  @Test
  void senselessRatesAreRefused() {
    assertThatThrownBy(() -> Resampler.of(0, 8000, ResamplePreset.BULK))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resampler.of(767_999, 767_998, ResamplePreset.KAISER_BEST))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("common divisor");
  }

  /** What is left of a full-scale tone above the new Nyquist frequency, in dB. */
  private static double alias(ResamplePreset preset, double nyquists) {
    float[] tone = Tone.of(nyquists * 11025, 44100, 44100);
    float[] out = Resampler.of(44100, 22050, preset).apply(tone);
    return Tone.decibels(Tone.rms(out) * Math.sqrt(2));
  }

  /** Against the sine of the frequency that fits best, without the ends. */
  private static double snrOfBestSine(double hertz, int rate, float[] sound) {
    int margin = sound.length / 10;
    int n = sound.length - 2 * margin;
    double sine = 0;
    double cosine = 0;
    double power = 0;
    // The middle holds whole periods, so sine and cosine are orthogonal there.
    for (int i = margin; i < margin + n; i++) {
      double phase = 2 * Math.PI * hertz * i / rate;
      sine += sound[i] * Math.sin(phase) * 2 / n;
      cosine += sound[i] * Math.cos(phase) * 2 / n;
    }
    double error = 0;
    for (int i = margin; i < margin + n; i++) {
      double phase = 2 * Math.PI * hertz * i / rate;
      double fit = sine * Math.sin(phase) + cosine * Math.cos(phase);
      power += fit * fit;
      error += Math.pow(sound[i] - fit, 2);
    }
    return 10 * Math.log10(power / error);
  }
}
