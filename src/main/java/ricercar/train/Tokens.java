package ricercar.train;

import ricercar.tensor.Tensor;

/**
 * The views of a batch as a codec sees them.
 *
 * @param latents [views, frames, width], outside any graph
 * @param codes in the order views, frames, codebooks
 */
public record Tokens(Tensor latents, long[] codes) {
  public int frames() {
    return (int) latents.size(1);
  }
}
