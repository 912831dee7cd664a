package ricercar.augment;

import ricercar.random.Stream;

/** Keeps what lies below a drawn cutoff, by a windowed-sinc filter. Draws: the cutoff. */
public record LowPass(FrequencyRange cutoff) implements Augmentation {
  @Override
  public String name() {
    return "low-pass";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    return below(samples, cutoff.draw(random) / sampleRate);
  }

  /** A cutoff at or above half the rate keeps everything. */
  static float[] below(float[] samples, double fraction) {
    double within = Math.min(0.5, fraction);
    return Convolution.same(samples, LowPassKernel.of(within, LowPassKernel.half(within)));
  }
}
