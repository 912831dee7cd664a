package ricercar.augment;

import ricercar.random.Stream;

/**
 * One echo, (x + volume · delayed) / 2, its delay drawn from a grid (CLMR). Draws: the delay.
 *
 * @param stepMs delays are lowMs, lowMs + stepMs, … up to and with highMs
 */
public record Echo(int lowMs, int highMs, int stepMs, double volume) implements Augmentation {
  public Echo {
    Ranges.ordered("delay in ms", lowMs, highMs);
    Ranges.ordered("step of the delay in ms", 1, stepMs);
  }

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    int ms = lowMs + stepMs * random.nextInt((highMs - lowMs) / stepMs + 1);
    int delay = (int) ((long) ms * sampleRate / 1000);
    float[] out = new float[samples.length];
    int head = Math.min(delay, out.length);
    for (int i = 0; i < head; i++) {
      out[i] = 0.5f * samples[i];
    }
    float echo = (float) (0.5 * volume);
    for (int i = head; i < out.length; i++) {
      out[i] = 0.5f * samples[i] + echo * samples[i - delay];
    }
    return out;
  }
}
