package ricercar.etudes;

/**
 * A second-order filter (Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter
 * coefficients"); StrictMath, so that coefficients are equal on every machine.
 */
record Biquad(double b0, double b1, double b2, double a1, double a2) {
  private static final double BUTTERWORTH = StrictMath.sqrt(0.5);

  static Biquad lowPass(double hertz, int sampleRate) {
    double w = 2 * Math.PI * hertz / sampleRate;
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * BUTTERWORTH);
    double a0 = 1 + alpha;
    return new Biquad(
        (1 - cos) / 2 / a0, (1 - cos) / a0, (1 - cos) / 2 / a0, -2 * cos / a0, (1 - alpha) / a0);
  }

  static Biquad highPass(double hertz, int sampleRate) {
    double w = 2 * Math.PI * hertz / sampleRate;
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * BUTTERWORTH);
    double a0 = 1 + alpha;
    return new Biquad(
        (1 + cos) / 2 / a0, -(1 + cos) / a0, (1 + cos) / 2 / a0, -2 * cos / a0, (1 - alpha) / a0);
  }

  /** Raises what lies above {@code hertz} by {@code decibels}. */
  static Biquad highShelf(double hertz, double decibels, int sampleRate) {
    double a = StrictMath.pow(10, decibels / 40);
    double w = 2 * Math.PI * hertz / sampleRate;
    double cos = StrictMath.cos(w);
    double slope = StrictMath.sqrt(a) * StrictMath.sin(w) / BUTTERWORTH;
    double a0 = (a + 1) - (a - 1) * cos + slope;
    return new Biquad(
        a * ((a + 1) + (a - 1) * cos + slope) / a0,
        -2 * a * ((a - 1) + (a + 1) * cos) / a0,
        a * ((a + 1) + (a - 1) * cos - slope) / a0,
        2 * ((a - 1) - (a + 1) * cos) / a0,
        ((a + 1) - (a - 1) * cos - slope) / a0);
  }

  /** Filters in place. */
  void apply(float[] samples) {
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < samples.length; i++) {
      double x = samples[i];
      double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      samples[i] = (float) y;
    }
  }
}
