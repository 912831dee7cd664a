package ricercar.augment;

/**
 * A windowed-sinc low-pass kernel: Hann window, {@value #ZEROS} zero crossings in all, unit sum
 * (the design of Julius, which the reference chains use).
 */
final class LowPassKernel {
  private static final int ZEROS = 8;

  /**
   * Longest half of a kernel. Only band filters with an edge below {@code rate · ZEROS / 2 /
   * LONGEST_HALF} (43 Hz at 22,050 Hz) reach it; their edge is then as soft as the window.
   */
  private static final int LONGEST_HALF = 2048;

  private LowPassKernel() {}

  /** Samples on either side of the middle for a cutoff as a fraction of the sample rate. */
  static int half(double cutoff) {
    return (int) Math.min(LONGEST_HALF, ZEROS / cutoff / 2);
  }

  /** A symmetric kernel of 2 · half + 1 taps; cutoff as a fraction of the rate, up to 0.5. */
  static float[] of(double cutoff, int half) {
    double[] taps = new double[half + 1]; // the middle and the right side
    double sum = 0;
    for (int k = 0; k <= half; k++) {
      double window = half == 0 ? 1 : 0.5 + 0.5 * Math.cos(Math.PI * k / half);
      taps[k] = window * sinc(2 * Math.PI * cutoff * k);
      sum += k == 0 ? taps[k] : 2 * taps[k];
    }
    float[] kernel = new float[2 * half + 1];
    for (int k = 0; k <= half; k++) {
      kernel[half + k] = kernel[half - k] = (float) (taps[k] / sum);
    }
    return kernel;
  }

  private static double sinc(double angle) {
    return angle == 0 ? 1 : Math.sin(angle) / angle;
  }
}
