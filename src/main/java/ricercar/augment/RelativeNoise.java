package ricercar.augment;

import ricercar.random.Stream;

/**
 * White Gaussian noise whose standard deviation is a fraction of the sound's own (CLMR calls the
 * fraction a signal-to-noise ratio). Draws: the fraction, then one Gaussian per sample.
 */
public record RelativeNoise(double lowFraction, double highFraction) implements Augmentation {
  public RelativeNoise {
    Ranges.ordered("noise as a fraction of the sound", lowFraction, highFraction);
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    double fraction = random.uniform(lowFraction, highFraction);
    float deviation = (float) (fraction * standardDeviation(samples));
    float[] out = Gaussians.draw(samples.length, random);
    for (int i = 0; i < out.length; i++) {
      out[i] = samples[i] + deviation * out[i];
    }
    return out;
  }

  private static double standardDeviation(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / Math.max(1, samples.length);
    double power = Decibels.rms(samples);
    return Math.sqrt(Math.max(0, power * power - mean * mean));
  }
}
