package ricercar.corpus;

/**
 * A linear-phase low pass that takes away what lies above a common bandwidth, so that the codec a
 * file came in cannot name its source: a sinc under a Kaiser window, −80 dB, its transition 1/18 of
 * the sample rate wide and centred on the cut-off.
 */
final class LowPass {
  private static final int HALF = 45;
  private static final double BETA = 7.857;

  private final float[] taps = new float[2 * HALF + 1];

  LowPass(double cutoffHz, int sampleRate) {
    double share = 2 * cutoffHz / sampleRate;
    double sum = 0;
    for (int i = -HALF; i <= HALF; i++) {
      double t = Math.PI * share * i;
      double sinc = i == 0 ? 1 : StrictMath.sin(t) / t;
      double edge = (double) i / (HALF + 1);
      double tap = sinc * besselI0(BETA * Math.sqrt(1 - edge * edge));
      taps[i + HALF] = (float) tap;
      sum += tap;
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= (float) sum;
    }
  }

  /** As many samples as given, not delayed; zeros are assumed beyond the ends. */
  float[] apply(float[] samples) {
    float[] padded = new float[samples.length + 2 * HALF];
    System.arraycopy(samples, 0, padded, HALF, samples.length);
    float[] out = new float[samples.length];
    // Tap by tap over a block that stays in the cache: a loop the compiler turns into vectors.
    int block = 4096;
    for (int start = 0; start < out.length; start += block) {
      int end = Math.min(out.length, start + block);
      for (int k = 0; k < taps.length; k++) {
        float tap = taps[k];
        for (int i = start; i < end; i++) {
          out[i] += tap * padded[i + k];
        }
      }
    }
    return out;
  }

  /** Modified Bessel function of the first kind, order 0. */
  private static double besselI0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }
}
