package ricercar.train;

import ricercar.random.Stream;
import ricercar.tensor.Tensor;

/** Tokens whose clips differ, whose views resemble each other, and whose codes can be told. */
final class ToyTokens {
  static final int FRAMES = 20;
  static final int LATENT = 6;
  static final int CODEBOOKS = 2;
  static final int CODES = 12;

  private ToyTokens() {}

  /** Two views of each of two clips. */
  static Batch batch(long step) {
    return new Batch(step, new int[] {0, 0, 1, 1}, new boolean[4], new float[4]);
  }

  static Tokens of(Batch batch) {
    Stream random = Stream.of(1, "tokens");
    float[] latents = new float[batch.views() * FRAMES * LATENT];
    long[] codes = new long[batch.views() * FRAMES * CODEBOOKS];
    for (int view = 0; view < batch.views(); view++) {
      for (int t = 0; t < FRAMES; t++) {
        int phase = (t + 5 * batch.clip()[view]) % CODES;
        for (int k = 0; k < LATENT; k++) {
          latents[(view * FRAMES + t) * LATENT + k] =
              (float) (Math.sin(phase * (k + 1) * 0.5) + 0.1 * random.nextGaussian());
        }
        codes[(view * FRAMES + t) * CODEBOOKS] = phase;
        codes[(view * FRAMES + t) * CODEBOOKS + 1] = (phase * 7) % CODES;
      }
    }
    return new Tokens(Tensor.of(latents, batch.views(), FRAMES, LATENT), codes);
  }
}
