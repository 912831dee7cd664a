package ricercar.nn;

import ricercar.tensor.Tensor;

/** Sinusoidal positions (Vaswani et al. 2017): sines on even channels, cosines on odd ones. */
public final class Positions {
  private static final double BASE = 10_000;

  private Positions() {}

  /** {@code [tokens, width]}, the first token at position 0. */
  public static Tensor sinusoidal(int tokens, int width) {
    float[] values = new float[Math.multiplyExact(tokens, width)];
    for (int channel = 0; channel < width; channel++) {
      double frequency = Math.pow(BASE, -(channel - channel % 2) / (double) width);
      for (int token = 0; token < tokens; token++) {
        double angle = token * frequency;
        values[token * width + channel] =
            (float) (channel % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return Tensor.of(values, tokens, width);
  }
}
