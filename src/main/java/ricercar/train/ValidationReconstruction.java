package ricercar.train;

import ricercar.codec.TokenCache;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * How well a masked model still tells the codes of clips that it was not trained on: the mean
 * cross-entropy of masked positions, half of the tokens masked, in evaluation mode. The masks are
 * the same for every model, so that values compare.
 */
public final class ValidationReconstruction {
  private static final double MASK_RATIO = 0.5;
  private static final int SEED = 0;

  private ValidationReconstruction() {}

  /**
   * @param clips to judge on, the beginning of each
   * @param frames of a stretch
   */
  public static double of(Machup model, TokenCache cache, int[] clips, int frames) {
    ReconstructionLoss loss = new ReconstructionLoss(1, null);
    double sum = 0;
    for (int i = 0; i < clips.length; i++) {
      int count = Math.min(frames, cache.frames(clips[i]));
      float[] latents = new float[count * cache.width()];
      long[] codes = new long[count * cache.codebooks()];
      cache.latents(clips[i], 0, 0, count, latents, 0);
      cache.codes(clips[i], 0, 0, count, codes, 0);
      Batch one = new Batch(i, new int[] {clips[i]}, new boolean[1], new float[0]);
      Masks masks =
          Masks.of(new Masking.Tokens(), MaskRatio.constant(MASK_RATIO), one, count, SEED);
      try (Scope scope = Scope.open()) {
        Tokens tokens = new Tokens(Tensor.of(latents, 1, count, cache.width()), codes);
        Tensor encoded =
            model.encode(tokens.input(model.config()), masks.visible(), Mode.EVALUATION);
        Tensor logits = model.decode(encoded, masks.visible(), count, Mode.EVALUATION);
        sum += loss.of(logits, codes, masks.masked()).masked();
      }
    }
    return sum / clips.length;
  }
}
