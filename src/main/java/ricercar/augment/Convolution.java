package ricercar.augment;

import java.util.Arrays;

/** Zero-phase convolution with a symmetric kernel; beyond its ends the sound stands still. */
final class Convolution {
  private static final int BLOCK = 1024;

  private Convolution() {}

  /** Output i is Σ_k kernel[k] · samples[i + k − half], of the samples' length. */
  static float[] same(float[] samples, float[] kernel) {
    int half = kernel.length / 2;
    float[] padded = hold(samples, half, half + 3 + BLOCK);
    float[] out = new float[samples.length];
    float[] block = new float[BLOCK];
    float[][] shifted = new float[4][BLOCK];
    float[] taps = Arrays.copyOf(kernel, (kernel.length + 3) / 4 * 4);
    for (int from = 0; from < out.length; from += BLOCK) {
      Arrays.fill(block, 0);
      for (int k = 0; k < taps.length; k += 4) {
        for (int s = 0; s < 4; s++) {
          System.arraycopy(padded, from + k + s, shifted[s], 0, BLOCK);
        }
        accumulate(block, shifted, taps, k);
      }
      System.arraycopy(block, 0, out, from, Math.min(BLOCK, out.length - from));
    }
    return out;
  }

  /** All arrays are read at the same index: the JIT of JDK 17 vectorises nothing else. */
  private static void accumulate(float[] block, float[][] shifted, float[] taps, int k) {
    float[] a = shifted[0];
    float[] b = shifted[1];
    float[] c = shifted[2];
    float[] d = shifted[3];
    float ta = taps[k];
    float tb = taps[k + 1];
    float tc = taps[k + 2];
    float td = taps[k + 3];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = block[i] + ta * a[i] + tb * b[i] + tc * c[i] + td * d[i];
    }
  }

  private static float[] hold(float[] samples, int before, int after) {
    float[] padded = new float[before + samples.length + after];
    System.arraycopy(samples, 0, padded, before, samples.length);
    if (samples.length > 0) {
      Arrays.fill(padded, 0, before, samples[0]);
      Arrays.fill(padded, before + samples.length, padded.length, samples[samples.length - 1]);
    }
    return padded;
  }
}
