package ricercar.augment;

import ricercar.random.Stream;

/** Flips the sign of every sample; draws nothing. */
public record PolarityInversion() implements Augmentation {
  @Override
  public String name() {
    return "polarity";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = -samples[i];
    }
    return out;
  }
}
