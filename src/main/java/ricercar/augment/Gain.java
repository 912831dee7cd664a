package ricercar.augment;

import ricercar.random.Stream;

/**
 * Scales by a level drawn uniformly in decibels. Draws: the level.
 *
 * @param clipped whether the result is clipped to [-1, 1], as in CLMR's chain
 */
public record Gain(double lowDb, double highDb, boolean clipped) implements Augmentation {
  public Gain {
    Ranges.ordered("gain in dB", lowDb, highDb);
  }

  @Override
  public String name() {
    return "gain";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    float factor = (float) Decibels.toAmplitude(random.uniform(lowDb, highDb));
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = samples[i] * factor;
    }
    if (clipped) {
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.max(-1, Math.min(1, out[i]));
      }
    }
    return out;
  }
}
