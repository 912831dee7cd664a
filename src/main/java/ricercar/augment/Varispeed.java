package ricercar.augment;

/**
 * Plays a sound faster or slower by a rational ratio: polyphase interpolation with a
 * Kaiser-windowed sinc, one filter per output phase. Above the ratio 1 the cutoff falls with it, so
 * nothing folds.
 */
final class Varispeed {
  /** Zero crossings on each side. */
  private static final int WIDTH = 16;

  /** Cutoff as a part of the lower of the two Nyquist frequencies. */
  private static final double ROLLOFF = 0.95;

  /** About 80 dB of stop-band. */
  private static final double BETA = 8;

  private static final int GRID = 4096;
  private static final double[] WINDOW = kaiser();

  private final Ratio ratio;
  private final int half;
  private final float[] filters; // [ratio.below][2 · half]

  private Varispeed(Ratio ratio) {
    this.ratio = ratio;
    double cutoff = ROLLOFF * Math.min(1, 1 / ratio.value());
    half = ((int) Math.ceil(WIDTH / cutoff) + 1) / 2 * 2;
    filters = new float[ratio.below() * 2 * half];
    for (int phase = 0; phase < ratio.below(); phase++) {
      design((double) phase / ratio.below(), cutoff, phase * 2 * half);
    }
  }

  static Varispeed of(Ratio ratio) {
    return new Varispeed(ratio);
  }

  /** About samples.length / ratio samples; output j stands at the input's position j · ratio. */
  float[] apply(float[] samples) {
    float[] padded = new float[samples.length + 2 * half];
    System.arraycopy(samples, 0, padded, half - 1, samples.length);
    float[] out =
        new float
            [(int) (((long) samples.length * ratio.below() + ratio.above() - 1) / ratio.above())];
    int whole = ratio.above() / ratio.below();
    int part = ratio.above() % ratio.below();
    int at = 0;
    int phase = 0;
    for (int j = 0; j < out.length; j++) {
      out[j] = dot(filters, phase * 2 * half, padded, at, 2 * half);
      at += whole;
      phase += part;
      if (phase >= ratio.below()) {
        phase -= ratio.below();
        at++;
      }
    }
    return out;
  }

  /** Four sums, because the JIT may not reorder one. {@code length} is a multiple of 4. */
  private static float dot(float[] a, int atA, float[] b, int atB, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < length; i += 4) {
      s0 += a[atA + i] * b[atB + i];
      s1 += a[atA + i + 1] * b[atB + i + 1];
      s2 += a[atA + i + 2] * b[atB + i + 2];
      s3 += a[atA + i + 3] * b[atB + i + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Taps for a point {@code fraction} after the input sample at tap half − 1; unit sum. */
  private void design(double fraction, double cutoff, int start) {
    int taps = 2 * half;
    // sin(a + k·b) by rotation: the taps lie one sample apart.
    double angle = Math.PI * cutoff * (1 - half - fraction);
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    double stepSin = Math.sin(Math.PI * cutoff);
    double stepCos = Math.cos(Math.PI * cutoff);
    double sum = 0;
    for (int k = 0; k < taps; k++) {
      double distance = 1 - half + k - fraction;
      double sinc = Math.abs(distance) < 1e-9 ? cutoff : sin / (Math.PI * distance);
      float tap = (float) (sinc * window(Math.abs(distance) / half));
      filters[start + k] = tap;
      sum += tap;
      double next = sin * stepCos + cos * stepSin;
      cos = cos * stepCos - sin * stepSin;
      sin = next;
    }
    for (int k = 0; k < taps; k++) {
      filters[start + k] /= (float) sum;
    }
  }

  private static double window(double position) {
    double at = Math.min(position, 1) * GRID;
    int index = (int) at;
    return WINDOW[index] + (at - index) * (WINDOW[index + 1] - WINDOW[index]);
  }

  private static double[] kaiser() {
    double[] window = new double[GRID + 2];
    for (int i = 0; i <= GRID; i++) {
      double x = (double) i / GRID;
      window[i] = bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }
    return window;
  }

  /** Modified Bessel function of the first kind, order 0, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= (x / 2 / k) * (x / 2 / k);
      sum += term;
    }
    return sum;
  }
}
