package ricercar.model;

import ricercar.Problem;
import ricercar.nn.TransformerConfig;

/**
 * The shape of a MaCHUP model.
 *
 * @param inputWidth of the codec's latents
 * @param codebooks Q
 * @param codebookSize codes to tell apart in each
 * @param projectionWidth of the vectors that are compared
 */
public record MachupConfig(
    int inputWidth,
    TransformerConfig encoder,
    TransformerConfig decoder,
    int codebooks,
    int codebookSize,
    int projectionWidth) {
  public MachupConfig {
    Problem.unless(
        inputWidth > 0 && codebooks > 0 && codebookSize > 1 && projectionWidth > 0,
        "inputWidth, codebooks, codebookSize and projectionWidth must be positive: %d, %d, %d, %d.",
        inputWidth,
        codebooks,
        codebookSize,
        projectionWidth);
    Problem.unless(
        encoder.width() == decoder.width(),
        "The encoder is %d wide and the decoder %d; they must be equal.",
        encoder.width(),
        decoder.width());
  }
}
