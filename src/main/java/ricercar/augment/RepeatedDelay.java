package ricercar.augment;

import ricercar.random.Stream;

/**
 * Fading repeats, (x + volume · Σ_i attenuation^i · x delayed by i · d) / 2 for i = 0 … repeats − 1
 * (SemiSupCon); i = 0 is an undelayed copy. As in its code, volume, repeats and attenuation each
 * take one of two values, the middle less or plus the spread. Draws: the delay in samples, volume,
 * repeats, attenuation.
 */
public record RepeatedDelay(
    double lowMs, double highMs, double volume, int repeats, double attenuation)
    implements Augmentation {
  static final double SPREAD = 0.2;

  public RepeatedDelay {
    Ranges.ordered("delay in ms", lowMs, highMs);
  }

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    int shortest = (int) (lowMs * sampleRate / 1000);
    int longest = (int) (highMs * sampleRate / 1000);
    int delay = shortest + random.nextInt(longest - shortest + 1);
    double mix = volume + side(random) * SPREAD;
    int copies = repeats + side(random);
    double fade = attenuation + side(random) * SPREAD;
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = 0.5f * samples[i];
    }
    double level = 0.5 * mix;
    for (int copy = 0; copy < copies; copy++, level *= fade) {
      addDelayed(samples, copy * delay, (float) level, out);
    }
    return out;
  }

  private static int side(Stream random) {
    return 2 * random.nextInt(2) - 1;
  }

  private static void addDelayed(float[] samples, int delay, float level, float[] out) {
    for (int i = delay; i < out.length; i++) {
      out[i] += level * samples[i - delay];
    }
  }
}
