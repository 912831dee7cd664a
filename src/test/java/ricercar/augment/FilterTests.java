package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;

class FilterTests {
  private static final int LENGTH = 16384;
  private static final int MIDDLE = LENGTH / 2;
  private static final float[] IMPULSE = Sounds.impulse(LENGTH, MIDDLE, 1);
  private static final Stream ANY = Stream.of(1, "filter");

  @ParameterizedTest
  @ValueSource(doubles = {60, 150, 200, 700, 1200, 2200, 4000, 7500})
  void lowAndHighPassHaveTheResponseOfAHannWindowedSinc(double cutoff) {
    FrequencyRange at = new FrequencyRange(cutoff, cutoff, FrequencyRange.Spacing.HERTZ);
    float[] low = new LowPass(at).apply(IMPULSE, Sounds.RATE, ANY);
    float[] high = new HighPass(at).apply(IMPULSE, Sounds.RATE, ANY);
    int half = (int) (4 * Sounds.RATE / cutoff);
    for (double hertz :
        new double[] {0, .3 * cutoff, .8 * cutoff, cutoff, 1.2 * cutoff, 1.45 * cutoff, 11025}) {
      double expected = closedForm(hertz, cutoff, half);

      assertThat(response(low, hertz)).as("%s Hz", hertz).isCloseTo(expected, within(1e-4));
      assertThat(response(high, hertz)).as("%s Hz", hertz).isCloseTo(1 - expected, within(1e-4));
    }
    assertThat(response(low, cutoff)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void bandsAreDifferencesOfLowPassesOfOneLength() {
    FrequencyRange centre = new FrequencyRange(1010, 1010, FrequencyRange.Spacing.MEL);
    float[] pass = new Band(centre, .8, .8, Band.Side.PASS).apply(IMPULSE, Sounds.RATE, ANY);
    float[] stop = new Band(centre, .8, .8, Band.Side.STOP).apply(IMPULSE, Sounds.RATE, ANY);
    int half = (int) (4 * Sounds.RATE / 606.0);
    for (double hertz : new double[] {0, 300, 600, 800, 1000, 1400, 1600, 3000}) {
      double expected = closedForm(hertz, 1414, half) - closedForm(hertz, 606, half);

      assertThat(response(pass, hertz)).as("%s Hz", hertz).isCloseTo(expected, within(1e-4));
      assertThat(response(stop, hertz)).as("%s Hz", hertz).isCloseTo(1 - expected, within(1e-4));
    }
  }

  @Test
  void soundAtTheEndsStandsStill() {
    float[] constant = new float[3000];
    java.util.Arrays.fill(constant, 0.5f);
    FrequencyRange at = new FrequencyRange(200, 200, FrequencyRange.Spacing.HERTZ);

    for (float sample : new LowPass(at).apply(constant, Sounds.RATE, ANY)) {
      assertThat(sample).isCloseTo(0.5f, within(1e-5f));
    }
    for (float sample : new HighPass(at).apply(constant, Sounds.RATE, ANY)) {
      assertThat(sample).isCloseTo(0, within(1e-5f));
    }
  }

  @Test
  void theVeryLowestBandEdgeStillFilters() {
    FrequencyRange centre = new FrequencyRange(200, 200, FrequencyRange.Spacing.MEL);
    float[] pass = new Band(centre, 1.99, 1.99, Band.Side.PASS).apply(IMPULSE, Sounds.RATE, ANY);

    assertThat(response(pass, 200)).isCloseTo(1, within(0.02));
    assertThat(response(pass, 0)).isLessThan(0.1);
    assertThat(response(pass, 1000)).isCloseTo(0, within(0.01));
  }

  @Test
  void aCutoffAboveHalfTheRateKeepsEverything() {
    float[] sound = Sounds.noise(3000, 1);
    FrequencyRange at = new FrequencyRange(7500, 7500, FrequencyRange.Spacing.HERTZ);

    assertThat(Sounds.furthest(new LowPass(at).apply(sound, 8000, ANY), sound)).isLessThan(1e-6);
  }

  @Test
  void melDrawsAreUniformOnTheMelScale() {
    FrequencyRange range = new FrequencyRange(150, 7500, FrequencyRange.Spacing.MEL);
    Stream random = Stream.of(2, "mel");
    double middle = 700 * (Math.sqrt((1 + 150 / 700.0) * (1 + 7500 / 700.0)) - 1);
    int below = 0;
    for (int i = 0; i < 4000; i++) {
      double hertz = range.draw(random);
      assertThat(hertz).isBetween(150.0, 7500.0);
      below += hertz < middle ? 1 : 0;
    }

    assertThat(below).isBetween(1880, 2120);
  }

  /** Zero phase about the impulse, so the response is real. */
  private static double response(float[] out, double hertz) {
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += out[i] * Math.cos(2 * Math.PI * hertz * (i - MIDDLE) / Sounds.RATE);
    }
    return sum;
  }

  /** The ideal low-pass convolved with the window's spectrum, scaled to 1 at 0 Hz. */
  private static double closedForm(double hertz, double cutoff, int half) {
    return area(hertz, cutoff, half) / area(0, cutoff, half);
  }

  private static double area(double hertz, double cutoff, int half) {
    int steps = 40 * half;
    double f = hertz / Sounds.RATE;
    double c = cutoff / Sounds.RATE;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += hannSpectrum(f - c + 2 * c * (i + 0.5) / steps, half);
    }
    return sum * 2 * c / steps;
  }

  private static double hannSpectrum(double f, int half) {
    double shift = 0.5 / half;
    return 0.5 * dirichlet(f, half)
        + 0.25 * dirichlet(f - shift, half)
        + 0.25 * dirichlet(f + shift, half);
  }

  private static double dirichlet(double f, int half) {
    double bottom = Math.sin(Math.PI * f);
    int taps = 2 * half + 1;
    return Math.abs(bottom) < 1e-12 ? taps : Math.sin(Math.PI * taps * f) / bottom;
  }
}
