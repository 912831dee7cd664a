package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;

class PitchShiftTests {
  private static final double WORST_CENTS = 5;

  @ParameterizedTest
  @ValueSource(ints = {-700, -523, -317, -100, -7, 3, 50, 211, 400, 583, 700})
  void tonesAndHarmonicComplexesLandWithinFiveCents(int cents) {
    for (double hertz : new double[] {110, 146.8, 220, 329.6, 440, 880, 1318.5, 2637, 3951}) {
      assertThat(error(hertz, 1, cents)).as("%s Hz", hertz).isLessThan(WORST_CENTS);
    }
    for (double hertz : new double[] {82.4, 110, 196, 261.6, 440}) {
      assertThat(error(hertz, 8, cents)).as("complex on %s Hz", hertz).isLessThan(WORST_CENTS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-700, -150, 150, 700})
  void aToneKeepsItsLevelWithinADecibel(int cents) {
    for (double hertz : new double[] {110, 440, 1760, 3520}) {
      float[] out = shifted(Sounds.tone(hertz, Sounds.VIEW), cents);
      double level = 10 * Math.log10(2 * Sounds.power(out) / 0.09);
      assertThat(level).as("%s Hz", hertz).isCloseTo(0, within(1.0));
    }
  }

  @Test
  void whatWouldFoldIsRemoved() {
    float[] out = shifted(Sounds.tone(9500, Sounds.VIEW), 700);

    float[] middle = java.util.Arrays.copyOfRange(out, 2000, Sounds.VIEW - 2000);
    assertThat(10 * Math.log10(2 * Sounds.power(middle) / 0.09)).isLessThan(-75);
  }

  @Test
  void soundFillsTheWholeView() {
    for (int cents : new int[] {-700, 700}) {
      float[] out = shifted(Sounds.tone(440, Sounds.VIEW), cents);
      float[] end = java.util.Arrays.copyOfRange(out, Sounds.VIEW - 500, Sounds.VIEW);
      assertThat(2 * Sounds.power(end) / 0.09).isCloseTo(1, within(0.2));
    }
  }

  @Test
  void everyWholeCentIsWithinAQuarterCent() {
    IntStream.rangeClosed(-700, 700)
        .forEach(
            cents -> assertThat(Ratio.ofCents(cents).cents()).isCloseTo(cents, within(0.2501)));
  }

  @Test
  void centsAreDrawnEvenlyWithBothEnds() {
    Transpositions cents = new Transpositions.Cents(-2, 2);
    Stream random = Stream.of(1, "cents");
    int[] seen = new int[5];
    for (int i = 0; i < 5000; i++) {
      seen[(int) Math.round(cents.draw(Sounds.RATE, random).cents()) + 2]++;
    }

    for (int count : seen) {
      assertThat(count).isBetween(850, 1150);
    }
  }

  @Test
  void friendlyRatiosAreQuotientsOfDivisorsWithinTheRange() {
    var ratios = new Transpositions.Friendly(-4, 4).ratios(22050);

    assertThat(ratios)
        .contains(new Ratio(5, 6), new Ratio(9, 10), new Ratio(15, 14), new Ratio(6, 5))
        .doesNotContain(new Ratio(1, 1), new Ratio(5, 4), new Ratio(8, 7))
        .doesNotHaveDuplicates()
        .allSatisfy(
            r -> {
              assertThat(Math.abs(r.cents())).isBetween(1.0, 400.0);
              assertThat(22050 % r.above()).isZero();
              assertThat(22050 % r.below()).isZero();
            });
  }

  private static float[] shifted(float[] sound, int cents) {
    return PitchShift.by(Ratio.ofCents(cents), sound, Sounds.RATE);
  }

  /** Distance in cents from the wanted pitch to the one whose harmonics hold most of the sound. */
  private static double error(double hertz, int harmonics, int cents) {
    float[] out = shifted(Sounds.complex(hertz, harmonics, Sounds.VIEW), cents);
    double wanted = hertz * Math.pow(2, cents / 1200.0);
    double best = 0;
    double most = 0;
    for (double off = -6; off <= 6; off += 0.5) {
      double sum = 0;
      for (int k = 1; k <= harmonics; k++) {
        double frequency = wanted * k * Math.pow(2, off / 1200);
        sum += frequency < 10000 ? Sounds.magnitude(out, 4000, 48000, frequency) : 0;
      }
      if (sum > most) {
        most = sum;
        best = off;
      }
    }
    return Math.abs(best);
  }
}
