package ricercar.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import ricercar.Problem;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Mode;
import ricercar.tensor.Gradients;
import ricercar.tensor.SplitLoss;
import ricercar.tensor.Tensor;

/** λ · reconstruction + (1 − λ) · contrast (report A.3), and what its terms were. */
final class MixedLoss {
  private final ReconstructionLoss reconstruction;
  private final double reconstructionWeight;
  private final Map<String, Double> terms = new LinkedHashMap<>();

  /**
   * @param reconstructionWeight λ; at 1 no contrast is computed, at 0 no decoder runs
   */
  MixedLoss(ReconstructionLoss reconstruction, double reconstructionWeight) {
    this.reconstruction = reconstruction;
    this.reconstructionWeight = reconstructionWeight;
  }

  static void require(
      Masking masking,
      MaskRatio maskRatio,
      ReconstructionLoss reconstruction,
      double reconstructionWeight) {
    Problem.unless(
        reconstructionWeight >= 0 && reconstructionWeight <= 1,
        "reconstructionWeight must lie between 0 and 1, but is %s.",
        reconstructionWeight);
    boolean masks = maskRatio.drops() && !(masking instanceof Masking.None);
    Problem.unless(
        masks || reconstructionWeight == 0 || reconstruction.maskedWeight() == 0,
        "Nothing is masked, but maskedWeight is %s: the reconstruction term would shrink by that"
            + " share. Set maskedWeight to 0.",
        reconstruction.maskedWeight());
  }

  /**
   * The unweighted {@code reconstruction}, with its {@code masked} and {@code visible} parts, and
   * {@code contrastive}; for each {@code -gradient}, the norm of the weighted term's gradient by
   * the encoder's output.
   */
  Map<String, Double> terms() {
    return Map.copyOf(terms);
  }

  /**
   * @param contrast of the encoded class token and visible tokens
   */
  Tensor of(Machup model, Tokens tokens, Masks masks, UnaryOperator<Tensor> contrast) {
    terms.clear();
    double lambda = reconstructionWeight;
    Map<String, UnaryOperator<Tensor>> losses = new LinkedHashMap<>();
    if (lambda > 0) {
      losses.put("reconstruction", e -> reconstruction(model, e, tokens, masks).mul(lambda));
    }
    if (lambda < 1) {
      losses.put("contrastive", e -> logged("contrastive", contrast.apply(e)).mul(1 - lambda));
    }
    Tensor encoded = model.encode(tokens.input(model.config()), masks.visible(), Mode.TRAINING);
    SplitLoss split = SplitLoss.of(encoded, losses);
    split.norms().forEach((name, norm) -> terms.put(name + "-gradient", norm));
    return split.sum();
  }

  private Tensor reconstruction(Machup model, Tensor encoded, Tokens tokens, Masks masks) {
    Tensor decoded = model.decoded(encoded, masks.visible(), masks.frames(), Mode.TRAINING);
    ReconstructionLoss.Terms found =
        reconstruction.of(
            book -> model.logits(decoded, book),
            model.config().codebooks(),
            tokens.codes(),
            masks.masked());
    terms.put("masked", found.masked());
    terms.put("visible", found.visible());
    return logged("reconstruction", found.total());
  }

  private Tensor logged(String name, Tensor value) {
    terms.put(name, Gradients.without(() -> value.detach().item()));
    return value;
  }
}
