package ricercar.augment;

import ricercar.random.Stream;

/**
 * A room of drawn reverberance, damping and size, each a whole number of per cent from 0 to 99
 * (SoX's reverb on one channel, its two outputs mixed to one: sound + wet). Draws: reverberance,
 * damping, room size.
 */
public record Reverb() implements Augmentation {
  private static final int PERCENT = 100;

  @Override
  public String name() {
    return "reverb";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    int reverberance = random.nextInt(PERCENT);
    int damping = random.nextInt(PERCENT);
    int roomSize = random.nextInt(PERCENT);
    return in(new Room(reverberance, damping, roomSize), samples, sampleRate);
  }

  static float[] in(Room room, float[] samples, int sampleRate) {
    float[] left = new Freeverb(room, sampleRate, Freeverb.Side.LEFT).wet(samples);
    float[] right = new Freeverb(room, sampleRate, Freeverb.Side.RIGHT).wet(samples);
    for (int i = 0; i < left.length; i++) {
      left[i] = samples[i] + 0.5f * (left[i] + right[i]);
    }
    return left;
  }

  /** All in per cent, with SoX's mappings to the filters' coefficients. */
  record Room(int reverberance, int damping, int size) {
    /** Grows from 0.3 to 0.98 so that equal steps sound equal. */
    float feedback() {
      double a = -1 / StrictMath.log(1 - 0.3);
      double b = 100 / (StrictMath.log(1 - 0.98) * a + 1);
      return (float) (1 - StrictMath.exp((reverberance - b) / (a * b)));
    }

    float highDamping() {
      return (float) (damping / 100.0 * 0.3 + 0.2);
    }

    /** Factor on the lengths of the combs. */
    double scale() {
      return size / 100.0 * 0.9 + 0.1;
    }
  }
}
