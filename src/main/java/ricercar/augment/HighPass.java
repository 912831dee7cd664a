package ricercar.augment;

import ricercar.random.Stream;

/** The sound less its low-pass; keeps what lies above a drawn cutoff. Draws: the cutoff. */
public record HighPass(FrequencyRange cutoff) implements Augmentation {
  @Override
  public String name() {
    return "high-pass";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    float[] out = LowPass.below(samples, cutoff.draw(random) / sampleRate);
    for (int i = 0; i < out.length; i++) {
      out[i] = samples[i] - out[i];
    }
    return out;
  }
}
