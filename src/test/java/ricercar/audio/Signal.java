package ricercar.audio;

import java.util.Arrays;

/** The synthetic signal in the fixtures: a tone, a sweep and noise; see make-fixtures.sh. */
final class Signal {
  private static final long MULTIPLIER = 1664525;
  private static final long INCREMENT = 1013904223;

  private Signal() {}

  static float[] mono(int rate, double seconds, double noise) {
    return of(rate, 1, seconds, noise);
  }

  /** The mean of both channels. */
  static float[] stereo(int rate, double seconds, double noise) {
    return of(rate, 2, seconds, noise);
  }

  private static float[] of(int rate, int channels, double seconds, double noise) {
    float[] out = new float[(int) Math.rint(rate * seconds)];
    long state = 1;
    for (int n = 0; n < out.length; n++) {
      double t = n / (double) rate;
      state = (state * MULTIPLIER + INCREMENT) & 0xffffffffL;
      double tone = 0.3 * Math.sin(2 * Math.PI * 440 * t);
      double sweep = 0.2 * Math.sin(2 * Math.PI * (200 * t + 300 * t * t));
      double left = rounded(tone + sweep + noise * (state / 2147483648.0 - 1));
      out[n] = (float) (channels == 1 ? left : (left + rounded(tone - 0.5 * sweep)) / 2);
    }
    return out;
  }

  private static double rounded(double x) {
    return Math.floor(32768 * x + 0.5) / 32768;
  }

  /** Of a copy with errors, in dB. */
  static double snr(float[] expected, float[] actual) {
    return snr(expected, actual, 0);
  }

  /** Compares {@code expected[n]} with {@code actual[n + lag]}. */
  static double snr(float[] expected, float[] actual, int lag) {
    double power = 0;
    double error = 0;
    for (int n = 0; n < expected.length; n++) {
      if (n + lag >= 0 && n + lag < actual.length) {
        power += (double) expected[n] * expected[n];
        error += Math.pow(expected[n] - actual[n + lag], 2);
      }
    }
    return 10 * Math.log10(power / error);
  }

  /** The lag in [−most, most] at which a stretch from the middle fits best. */
  static int bestLag(float[] expected, float[] actual, int most) {
    int start = expected.length / 2;
    float[] part = Arrays.copyOfRange(expected, start, start + 4096);
    int best = start;
    for (int lag = start - most; lag <= start + most; lag++) {
      best = snr(part, actual, lag) > snr(part, actual, best) ? lag : best;
    }
    return best - start;
  }
}
