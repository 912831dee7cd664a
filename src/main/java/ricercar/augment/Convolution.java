package ricercar.augment;

import java.util.Arrays;

/** Zero-phase convolution with a symmetric kernel; beyond its ends the sound stands still. */
final class Convolution {
  /** Rows summed together, so that they and the rows they read stay in the nearest cache. */
  private static final int TILE = 8;

  private Convolution() {}

  /** Output i is Σ_k kernel[k] · samples[i + k − half], of the samples' length. */
  static float[] same(float[] samples, float[] kernel) {
    int half = kernel.length / 2;
    float[] taps = Arrays.copyOf(kernel, Lanes.TAPS * Lanes.count(kernel.length, Lanes.TAPS));
    int step = Lanes.step(samples.length, 1);
    int lanes = Lanes.count(samples.length, step);
    float[] padded = hold(samples, half, taps.length - half + lanes * step - samples.length);
    float[][] in = Lanes.split(padded, step, lanes, step + taps.length);
    float[][] out = new float[step][lanes];
    for (int tile = 0; tile < step; tile += TILE) {
      int end = Math.min(step, tile + TILE);
      for (int k = 0; k < taps.length; k += Lanes.TAPS) {
        for (int row = tile; row < end; row++) {
          Lanes.add(out[row], in, row + k, taps, k);
        }
      }
    }
    return Lanes.join(out, samples.length);
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
