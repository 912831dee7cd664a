package ricercar.train;

import ricercar.model.MachupConfig;
import ricercar.model.MachupInput;
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

  /** What a model of this shape is fed: latents, or codes [views, frames, codebooks]. */
  public Tensor input(MachupConfig config) {
    return config.input() == MachupInput.LATENTS
        ? latents
        : Tensor.of(codes, latents.size(0), frames(), config.codebooks());
  }
}
