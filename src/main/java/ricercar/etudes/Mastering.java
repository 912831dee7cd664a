package ricercar.etudes;

import ricercar.random.Stream;

/** Applies a mix to the dry sound: tone, room, saturation, channel, noise, level. */
final class Mastering {
  private static final double TILT_CENTRE = 1_000;
  private static final float KNEE = 0.7f;

  private Mastering() {}

  /** Works in place; the result stays within ±1 and is quantised to 16 bits. */
  static void apply(float[] samples, Mix mix, Stream random) {
    int rate = Etudes.SAMPLE_RATE;
    level(samples, -20);
    Biquad.highShelf(TILT_CENTRE, mix.tilt(), rate).apply(samples);
    mix.highPass().ifPresent(hertz -> Biquad.highPass(hertz, rate).apply(samples));
    mix.lowPass().ifPresent(hertz -> Biquad.lowPass(hertz, rate).apply(samples));
    mix.reverb().ifPresent(reverb -> reverb.apply(samples, rate));
    if (mix.drive() > 0) {
      saturate(samples, (float) mix.drive());
    }
    mix.loss().ifPresent(loss -> narrow(samples, loss));
    mix.noise().ifPresent(ratio -> addNoise(samples, ratio, random));
    level(samples, mix.level());
    for (int i = 0; i < samples.length; i++) {
      samples[i] = StrictMath.round(limited(samples[i]) * 32_767) / 32_768f;
    }
  }

  static double rootMeanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return StrictMath.sqrt(sum / samples.length);
  }

  private static void level(float[] samples, double decibels) {
    double now = rootMeanSquare(samples);
    float gain = (float) (StrictMath.pow(10, decibels / 20) / Math.max(now, 1e-9));
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
  }

  /** x (1 + d) / (1 + d |x| / rms-scale): soft, odd, without transcendental functions. */
  private static void saturate(float[] samples, float drive) {
    float scale = 8 * drive;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] / (1 + scale * Math.abs(samples[i]));
    }
  }

  private static void narrow(float[] samples, Mix.Loss loss) {
    Biquad filter = Biquad.lowPass(loss.hertz(), Etudes.SAMPLE_RATE);
    filter.apply(samples);
    filter.apply(samples);
    float steps = 1 << loss.bits();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) StrictMath.rint(samples[i] * steps) / steps;
    }
  }

  private static void addNoise(float[] samples, double ratioDecibels, Stream random) {
    double target = rootMeanSquare(samples) * StrictMath.pow(10, -ratioDecibels / 20);
    // The sum of four uniform numbers in [0, 2^16) has variance 4 (2^16)^2 / 12.
    float scale = (float) (target / (65_536 / StrictMath.sqrt(3)));
    for (int i = 0; i < samples.length; i++) {
      long bits = random.nextLong();
      long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
      samples[i] += (sum - 2 * 65_535) * scale;
    }
  }

  /** Straight up to the knee, then bends towards 1. */
  private static float limited(float x) {
    float size = Math.abs(x);
    if (size <= KNEE) {
      return x;
    }
    float over = (size - KNEE) / (1 - KNEE);
    return Math.copySign(KNEE + (1 - KNEE) * over / (1 + over), x);
  }
}
