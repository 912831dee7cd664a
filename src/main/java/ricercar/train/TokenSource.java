package ricercar.train;

import ricercar.codec.Encodec;
import ricercar.tensor.Gradients;
import ricercar.tensor.Tensor;

/** Where the tokens of a batch come from. */
@FunctionalInterface
public interface TokenSource {
  /** The tokens of all views, in the batch's order; owned by the open scope. */
  Tokens of(Batch batch);

  /**
   * A frozen codec that encodes each batch anew, as augmented views need it.
   *
   * @param codebooks to use, from the first on
   */
  static TokenSource live(Encodec codec, int codebooks) {
    return batch ->
        Gradients.without(
            () -> {
              Tensor latents = codec.latents(batch.waveforms()).transpose(1, 2);
              int views = batch.views();
              int frames = (int) latents.size(1);
              Tensor rows = latents.reshape((long) views * frames, latents.size(2));
              int[][] byBook = codec.quantizer().encode(rows, codebooks);
              long[] codes = new long[views * frames * codebooks];
              for (int row = 0; row < views * frames; row++) {
                for (int book = 0; book < codebooks; book++) {
                  codes[row * codebooks + book] = byBook[book][row];
                }
              }
              return new Tokens(latents, codes);
            });
  }
}
