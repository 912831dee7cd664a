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
  private final int taps;
  private final float[] filters; // [ratio.below][taps]

  private Varispeed(Ratio ratio) {
    this.ratio = ratio;
    double cutoff = ROLLOFF * Math.min(1, 1 / ratio.value());
    int group = Lanes.TAPS / 2;
    half = ((int) Math.ceil(WIDTH / cutoff) + group - 1) / group * group;
    taps = 2 * half;
    filters = new float[ratio.below() * taps];
    for (int phase = 0; phase < ratio.below(); phase++) {
      design((double) phase / ratio.below(), cutoff, phase * taps);
    }
  }

  static Varispeed of(Ratio ratio) {
    return new Varispeed(ratio);
  }

  /** About samples.length / ratio samples; output j stands at the input's position j · ratio. */
  float[] apply(float[] samples) {
    int above = ratio.above();
    int below = ratio.below();
    int length = (int) (((long) samples.length * below + above - 1) / above);
    // Lanes begin where an output falls on an input sample, so that all share their phases.
    int step = Lanes.step(length, below);
    int lanes = Lanes.count(length, step);
    int reach = step / below * above;
    float[] padded = new float[samples.length + half];
    System.arraycopy(samples, 0, padded, half - 1, samples.length);
    float[][] in = Lanes.split(padded, reach, lanes, reach + taps);
    float[][] out = new float[step][lanes];
    for (int j = 0; j < step; j++) {
      int at = (int) ((long) j * above / below);
      int filter = (int) ((long) j * above % below) * taps;
      for (int k = 0; k < taps; k += Lanes.TAPS) {
        Lanes.add(out[j], in, at + k, filters, filter + k);
      }
    }
    return Lanes.join(out, length);
  }

  /** Taps for a point {@code fraction} after the input sample at tap half − 1; unit sum. */
  private void design(double fraction, double cutoff, int start) {
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
