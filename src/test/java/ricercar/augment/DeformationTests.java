package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;

class DeformationTests {
  private static final int RATE = 22_050;
  private static final int LENGTH = 2 * RATE;

  @ParameterizedTest
  @ValueSource(doubles = {30, 10, 0})
  void noiseHasTheRatioItSays(double decibels) {
    float[] clean = tone(440);
    float[] noisy = Deformation.NOISE.apply(clean, RATE, decibels, random());
    assertThat(20 * Math.log10(rms(clean) / rms(difference(noisy, clean))))
        .isCloseTo(decibels, within(0.2));
  }

  @Test
  void gainIsExact() {
    float[] quiet = Deformation.GAIN.apply(tone(440), RATE, -12, random());
    assertThat(20 * Math.log10(rms(quiet) / rms(tone(440)))).isCloseTo(-12, within(1e-4));
  }

  @Test
  void filtersKeepTheirSide() {
    for (double cutoff : Deformation.LOW_PASS.amounts()) {
      assertThat(left(Deformation.LOW_PASS, cutoff, cutoff / 2)).isGreaterThan(0.9);
      assertThat(left(Deformation.LOW_PASS, cutoff, cutoff * 2)).isLessThan(0.05);
    }
    for (double cutoff : Deformation.HIGH_PASS.amounts()) {
      assertThat(left(Deformation.HIGH_PASS, cutoff, cutoff * 2)).isGreaterThan(0.9);
      assertThat(left(Deformation.HIGH_PASS, cutoff, cutoff / 2)).isLessThan(0.1);
    }
  }

  @Test
  void pitchMovesTheToneAndKeepsTheLength() {
    for (double semitones : Deformation.PITCH.amounts()) {
      float[] moved = Deformation.PITCH.apply(tone(440), RATE, semitones, random());
      assertThat(moved).hasSize(LENGTH);
      assertThat(frequency(moved)).isCloseTo(440 * Math.pow(2, semitones / 12), within(3.0));
    }
  }

  @Test
  void stretchKeepsTheToneAndMovesTheLength() {
    for (double speed : Deformation.TIME_STRETCH.amounts()) {
      float[] faster = Deformation.TIME_STRETCH.apply(tone(440), RATE, speed, random());
      assertThat(faster).hasSize((int) Math.round(LENGTH / speed));
      assertThat(frequency(faster)).isCloseTo(440, within(3.0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {22_050, 32_000, 16_000})
  void mp3StaysInPlaceAndLosesMoreAtLowerBitrates(int rate) {
    float[] sound = chord(rate);
    double before = 0;
    for (double kilobits : Deformation.MP3.amounts()) {
      float[] heard = Deformation.MP3.apply(sound, rate, kilobits, random());
      assertThat(heard).hasSize(sound.length);
      // Away from the ends, where a codec has nothing to predict from.
      float[] part = Arrays.copyOfRange(sound, rate / 4, rate);
      float[] after = Arrays.copyOfRange(heard, rate / 4, rate);
      double error = rms(difference(after, part)) / rms(part);
      assertThat(error).as("%.0f kbit/s at %d Hz", kilobits, rate).isLessThan(0.5);
      assertThat(error).isGreaterThan(0.8 * before);
      before = error;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameClipIsDeformedAlikeAndNeverWrittenTo(Deformation deformation) {
    float[] clean = chord(RATE);
    float[] kept = clean.clone();
    double severest = deformation.amounts().get(3);
    float[] once = deformation.apply(clean, RATE, severest, random());
    assertThat(deformation.apply(clean, RATE, severest, random())).isEqualTo(once);
    assertThat(clean).isEqualTo(kept);
    for (float sample : once) {
      assertThat(Float.isFinite(sample)).isTrue();
    }
  }

  private static double left(Deformation filter, double cutoff, double hertz) {
    float[] tone = tone(hertz);
    float[] out = filter.apply(tone, RATE, cutoff, random());
    return rms(Arrays.copyOfRange(out, RATE / 2, RATE)) / rms(tone);
  }

  private static float[] tone(double hertz) {
    float[] tone = new float[LENGTH];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return tone;
  }

  /** A chord in a little noise. */
  private static float[] chord(int rate) {
    Stream random = random();
    float[] sound = new float[rate * 3 / 2];
    for (int i = 0; i < sound.length; i++) {
      for (double hertz : new double[] {220, 277, 330, 1108, 2637}) {
        sound[i] += (float) (0.08 * Math.sin(2 * Math.PI * hertz * i / rate));
      }
      sound[i] += (float) (0.03 * random.nextGaussian());
    }
    return sound;
  }

  private static Stream random() {
    return Stream.of(1, "deformation");
  }

  /** By the rising zero crossings of the middle. */
  private static double frequency(float[] sound) {
    int from = sound.length / 4;
    int to = sound.length * 3 / 4;
    int crossings = 0;
    for (int i = from; i < to; i++) {
      crossings += sound[i - 1] < 0 && sound[i] >= 0 ? 1 : 0;
    }
    return crossings * (double) RATE / (to - from);
  }

  private static float[] difference(float[] one, float[] other) {
    float[] out = one.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] -= other[i];
    }
    return out;
  }

  private static double rms(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
