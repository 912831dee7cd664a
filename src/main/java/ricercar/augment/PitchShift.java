package ricercar.augment;

import ricercar.random.Stream;

/**
 * Transposes without changing the duration: reads the sound faster or slower by resampling, then
 * stretches it back to its length (SoX's pitch does the two in the other order). Draws: the
 * transposition.
 */
public record PitchShift(Transpositions transpositions) implements Augmentation {
  @Override
  public String name() {
    return "pitch";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    return by(transpositions.draw(sampleRate, random), samples, sampleRate);
  }

  static float[] by(Ratio ratio, float[] samples, int sampleRate) {
    if (ratio.above() == ratio.below()) {
      return samples.clone();
    }
    float[] read = Varispeed.of(ratio).apply(samples);
    return TimeStretch.at(sampleRate).to(samples.length, read);
  }
}
