package ricercar.augment;

import ricercar.random.Stream;

/**
 * Standard normal draws in bulk by the ziggurat of 256 layers (Marsaglia and Tsang 2000), about ten
 * times as fast as Box and Muller. Almost every value takes one draw of the stream, some take more.
 */
final class Gaussians {
  private static final int LAYERS = 256;

  /** Where the tail begins, and the area of every layer, for 256 layers (the paper's constants). */
  private static final double TAIL = 3.6541528853610088;

  private static final double AREA = 0.00492867323399;
  private static final double[] EDGE = new double[LAYERS + 1];
  private static final double[] HEIGHT = new double[LAYERS + 1];

  static {
    EDGE[0] = AREA / density(TAIL);
    EDGE[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      double height = AREA / EDGE[i - 1] + density(EDGE[i - 1]);
      EDGE[i] = Math.sqrt(-2 * StrictMath.log(height));
    }
    for (int i = 0; i <= LAYERS; i++) {
      HEIGHT[i] = density(EDGE[i]);
    }
  }

  private Gaussians() {}

  static float[] draw(int count, Stream random) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) next(random);
    }
    return out;
  }

  private static double next(Stream random) {
    while (true) {
      long bits = random.nextLong();
      int layer = (int) bits & 0xff;
      // 53 bits with a sign, in [-1, 1); the layer's bits are not among them.
      double x = (bits >> 10) * 0x1.0p-53 * EDGE[layer];
      if (Math.abs(x) < EDGE[layer + 1]) {
        return x;
      }
      if (layer == 0) {
        return tail(random, x < 0);
      }
      double height = random.uniform(HEIGHT[layer], HEIGHT[layer + 1]);
      if (height < density(x)) {
        return x;
      }
    }
  }

  /** Beyond the last layer, by Marsaglia's exponential rejection. */
  private static double tail(Stream random, boolean negative) {
    while (true) {
      double x = -StrictMath.log(1 - random.nextDouble()) / TAIL;
      double y = -StrictMath.log(1 - random.nextDouble());
      if (2 * y > x * x) {
        return negative ? -(TAIL + x) : TAIL + x;
      }
    }
  }

  private static double density(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }
}
