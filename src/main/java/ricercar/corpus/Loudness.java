package ricercar.corpus;

import java.util.Arrays;

/**
 * Integrated loudness by ITU-R BS.1770-4, one channel: K-weighting, blocks of 400 ms every 100 ms,
 * gates at −70 LUFS and 10 LU below the ungated mean.
 */
final class Loudness {
  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;

  private Loudness() {}

  /** In LUFS; −∞ for silence. A tone of 997 Hz at full scale has −3.01. */
  static double of(float[] samples, int sampleRate) {
    double[] power = blockPower(samples, sampleRate);
    double[] loud = Arrays.stream(power).filter(p -> lufs(p) > ABSOLUTE_GATE).toArray();
    double gate = lufs(Arrays.stream(loud).average().orElse(0)) + RELATIVE_GATE;
    return lufs(Arrays.stream(loud).filter(p -> lufs(p) > gate).average().orElse(0));
  }

  /**
   * The factor that brings the samples to a loudness, held back where the peak would pass {@code
   * highestPeak}; 1 for silence.
   */
  static double gain(float[] samples, int sampleRate, double targetLufs, double highestPeak) {
    double loudness = of(samples, sampleRate);
    if (Double.isInfinite(loudness)) {
      return 1;
    }
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return Math.min(StrictMath.pow(10, (targetLufs - loudness) / 20), highestPeak / peak);
  }

  private static double[] blockPower(float[] samples, int sampleRate) {
    int hop = Math.max(1, sampleRate / 10);
    int hops = Math.max(1, samples.length / hop);
    double[] energy = new double[hops];
    Biquad shelf = Biquad.headShelf(sampleRate);
    Biquad highPass = Biquad.lowCut(sampleRate);
    int end = samples.length < hop ? samples.length : hops * hop;
    for (int i = 0; i < end; i++) {
      double y = highPass.next(shelf.next(samples[i]));
      energy[i / hop] += y * y;
    }
    int width = Math.min(4, hops);
    double count = width * (double) Math.min(hop, Math.max(1, samples.length));
    double[] power = new double[hops - width + 1];
    for (int b = 0; b < power.length; b++) {
      for (int j = 0; j < width; j++) {
        power[b] += energy[b + j] / count;
      }
    }
    return power;
  }

  private static double lufs(double power) {
    return power <= 0 ? Double.NEGATIVE_INFINITY : -0.691 + 10 * StrictMath.log10(power);
  }

  /** A second-order section, direct form II transposed. */
  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double s1;
    private double s2;

    private Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    double next(double x) {
      double y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      return y;
    }

    /**
     * The standard's first stage; it gives 48 kHz coefficients, these are their analogue origin.
     */
    static Biquad headShelf(int sampleRate) {
      double k = StrictMath.tan(Math.PI * 1681.974450955533 / sampleRate);
      double q = 0.7071752369554196;
      double high = StrictMath.pow(10, 3.999843853973347 / 20);
      double band = StrictMath.pow(high, 0.4996667741545416);
      double a0 = 1 + k / q + k * k;
      return new Biquad(
          (high + band * k / q + k * k) / a0,
          2 * (k * k - high) / a0,
          (high - band * k / q + k * k) / a0,
          2 * (k * k - 1) / a0,
          (1 - k / q + k * k) / a0);
    }

    /** The standard's second stage. */
    static Biquad lowCut(int sampleRate) {
      double k = StrictMath.tan(Math.PI * 38.13547087602444 / sampleRate);
      double q = 0.5003270373238773;
      double a0 = 1 + k / q + k * k;
      return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }
  }
}
