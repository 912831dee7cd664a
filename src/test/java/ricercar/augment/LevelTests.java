package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;

class LevelTests {
  private static final float[] SOUND = Sounds.noise(30000, 8);
  private static final int RATE = Sounds.RATE;

  @Test
  void gainIsExactAndClipsWhenAsked() {
    float[] sound = {0.5f, -0.25f, 1f};

    assertThat(new Gain(-6, -6, false).apply(sound, RATE, Stream.of(1, "g")))
        .containsExactly(new float[] {0.250594f, -0.125297f, 0.501187f}, within(1e-6f));
    assertThat(new Gain(20, 20, true).apply(sound, RATE, Stream.of(1, "g")))
        .containsExactly(1, -1, 1);
    assertThat(new Gain(20, 20, false).apply(sound, RATE, Stream.of(1, "g")))
        .containsExactly(new float[] {5, -2.5f, 10}, within(1e-5f));
  }

  @Test
  void gainIsUniformInDecibels() {
    Gain gain = new Gain(-20, -1, true);
    int below = 0;
    for (int i = 0; i < 4000; i++) {
      double factor = gain.apply(new float[] {1}, RATE, Stream.of(i, "g"))[0];
      double decibels = 20 * Math.log10(factor);
      assertThat(decibels).isBetween(-20.0001, -0.9999);
      below += decibels < -10.5 ? 1 : 0;
    }

    assertThat(below).isBetween(1880, 2120);
  }

  @Test
  void polarityTurnsEverySign() {
    assertThat(new PolarityInversion().apply(new float[] {1, -0.5f, 0}, RATE, Stream.of(1, "p")))
        .containsExactly(-1, 0.5f, -0f);
  }

  @Test
  void anEchoStandsExactlyWhereItShould() {
    float[] out =
        new Echo(250, 250, 50, .5).apply(Sounds.impulse(20000, 10, 0.8f), RATE, Stream.of(1, "e"));

    float[] expected = new float[20000];
    expected[10] = 0.4f;
    expected[10 + 5512] = 0.2f; // 250 ms are 5,512.5 samples
    assertThat(out).isEqualTo(expected);
  }

  @Test
  void echoesLieOnTheGridWithBothEnds() {
    Echo echo = new Echo(200, 450, 50, .5);
    int[] seen = new int[6];
    for (int i = 0; i < 3000; i++) {
      float[] out = echo.apply(Sounds.impulse(500, 0, 1), 1000, Stream.of(i, "e"));
      int at = 1;
      while (out[at] == 0) {
        at++;
      }
      seen[(at - 200) / 50]++;
      assertThat(at % 50).isZero();
    }

    for (int count : seen) {
      assertThat(count).isBetween(400, 600);
    }
  }

  @Test
  void delayedCopiesFollowTheFormula() {
    RepeatedDelay delay = new RepeatedDelay(100, 500, .5, 2, .5);
    for (int seed = 0; seed < 40; seed++) {
      Stream draws = Stream.of(seed, "d");
      int d = 2205 + draws.nextInt(11025 - 2205 + 1);
      double volume = draws.nextInt(2) == 0 ? .3 : .7;
      int repeats = draws.nextInt(2) == 0 ? 1 : 3;
      double attenuation = draws.nextInt(2) == 0 ? .3 : .7;

      float[] out = delay.apply(Sounds.impulse(30000, 0, 1), RATE, Stream.of(seed, "d"));

      float[] expected = new float[30000];
      expected[0] = 0.5f;
      for (int i = 0; i < repeats; i++) {
        expected[i * d] += (float) (volume * Math.pow(attenuation, i) / 2);
      }
      assertThat(Sounds.furthest(out, expected)).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 17, 30})
  void colouredNoiseHasExactlyTheDrawnRatio(double snr) {
    for (double slope : new double[] {-2, 0, 2}) {
      float[] out = new ColouredNoise(snr, snr, slope, slope).apply(SOUND, RATE, Stream.of(3, "n"));
      for (int i = 0; i < out.length; i++) {
        out[i] -= SOUND[i];
      }
      double measured = 10 * Math.log10(Sounds.power(SOUND) / Sounds.power(out));
      assertThat(measured).isCloseTo(snr, within(0.01));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, -1, 0, 1, 2})
  void colouredNoiseFallsWithItsSlope(double slope) {
    float[] second = ColouredNoise.oneSecond(RATE, slope, Stream.of(4, "n"));
    double[] level = new double[3];
    int[] bands = {500, 3000, 9000};
    for (int b = 0; b < 3; b++) {
      for (int hertz = bands[b] - 150; hertz < bands[b] + 150; hertz++) {
        double[] bin = Sounds.transform(second, hertz);
        level[b] += Math.log10(bin[0] * bin[0] + bin[1] * bin[1]) * 10 / 300;
      }
    }
    // 10 log10 of an exponential variable scatters by 5.6 dB; 300 bins leave 0.32 dB a band.
    double top = Math.sqrt(RATE / 2.0);
    for (int b = 1; b < 3; b++) {
      double u = 1 + (top - 1) * bands[b] / (RATE / 2.0);
      double u0 = 1 + (top - 1) * bands[0] / (RATE / 2.0);
      assertThat(level[b] - level[0]).isCloseTo(-slope * 20 * Math.log10(u / u0), within(1.5));
    }
  }

  @Test
  void colouredNoiseRepeatsAfterASecond() {
    float[] silenceButOne = Sounds.impulse(3 * RATE, 5, 1);
    float[] out = new ColouredNoise(10, 10, 0, 0).apply(silenceButOne, RATE, Stream.of(4, "n"));

    for (int i = 100; i < RATE; i += 97) {
      assertThat(out[i + RATE]).isEqualTo(out[i]).isNotZero();
    }
  }

  @Test
  void relativeNoiseScalesWithTheSoundsDeviation() {
    float[] sound = SOUND.clone();
    for (int i = 0; i < sound.length; i++) {
      sound[i] += 0.4f; // a constant is no deviation
    }
    float[] out = new RelativeNoise(0.01, 0.01).apply(sound, RATE, Stream.of(6, "n"));
    for (int i = 0; i < out.length; i++) {
      out[i] -= sound[i];
    }

    assertThat(Math.sqrt(Sounds.power(out))).isCloseTo(0.001, within(3e-5));
  }

  @Test
  void gaussiansHaveTheNormalLaw() {
    int n = 400_000;
    float[] draws = Gaussians.draw(n, Stream.of(7, "g"));
    double[] moments = new double[5];
    int[] beyond = new int[5];
    for (float draw : draws) {
      for (int m = 1; m < 5; m++) {
        moments[m] += Math.pow(draw, m) / n;
        beyond[m] += Math.abs(draw) > m ? 1 : 0;
      }
    }

    assertThat(moments[1]).isCloseTo(0, within(0.007));
    assertThat(moments[2]).isCloseTo(1, within(0.01));
    assertThat(moments[3]).isCloseTo(0, within(0.02));
    assertThat(moments[4]).isCloseTo(3, within(0.06));
    assertThat(beyond[1] / (double) n).isCloseTo(0.317311, within(0.003));
    assertThat(beyond[2] / (double) n).isCloseTo(0.045500, within(0.0015));
    assertThat(beyond[3] / (double) n).isCloseTo(0.0026998, within(0.0004));
    assertThat(beyond[4]).isBetween(8, 50); // 25 expected, all from the ziggurat's tail
  }
}
