package ricercar.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import ricercar.Problem;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.SplitLoss;
import ricercar.tensor.Tensor;

/**
 * Masked modelling and contrast together (report A.3): λ · reconstruction + (1 − λ) · contrast. At
 * λ = 1 no contrast is computed (MaCHUP-R), at λ = 0 no decoder runs (MaCHUP-C).
 */
public final class MachupObjective implements Objective {
  private final Machup model;
  private final TokenSource source;
  private final Settings settings;
  private final long seed;
  private final Map<String, Double> terms = new LinkedHashMap<>();

  /**
   * @param masking which tokens are dropped, maskRatio of them
   * @param reconstruction A.2 with its δ; where nothing is dropped, δ of it is lost, so that a
   *     model without masks needs δ = 0
   * @param reconstructionWeight λ
   */
  public record Settings(
      Masking masking,
      MaskRatio maskRatio,
      ReconstructionLoss reconstruction,
      Contrast contrast,
      double reconstructionWeight) {
    public Settings {
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

    /** The same with masking removed: every frame visible, and δ = 0. */
    public Settings unmasked() {
      return new Settings(
          new Masking.None(),
          MaskRatio.constant(0),
          new ReconstructionLoss(0, reconstruction.codebookWeights()),
          contrast,
          reconstructionWeight);
    }
  }

  /**
   * @param seed of the masks, which are functions of it, the step and the view
   */
  public MachupObjective(Machup model, TokenSource source, Settings settings, long seed) {
    this.model = model;
    this.source = source;
    this.settings = settings;
    this.seed = seed;
  }

  @Override
  public Layer model() {
    return model;
  }

  /**
   * The unweighted {@code reconstruction}, with its {@code masked} and {@code visible} parts, and
   * {@code contrastive}; for each {@code -gradient}, the norm of the weighted term's gradient by
   * the encoder's output.
   */
  @Override
  public Map<String, Double> terms() {
    return Map.copyOf(terms);
  }

  @Override
  public Tensor loss(Batch batch) {
    terms.clear();
    Tokens tokens = source.of(batch);
    Masks masks = Masks.of(settings.masking(), settings.maskRatio(), batch, tokens.frames(), seed);
    double lambda = settings.reconstructionWeight();
    Map<String, UnaryOperator<Tensor>> losses = new LinkedHashMap<>();
    if (lambda > 0) {
      losses.put("reconstruction", e -> reconstruction(e, tokens, masks).mul(lambda));
    }
    if (lambda < 1) {
      losses.put("contrastive", e -> contrast(e, batch, masks).mul(1 - lambda));
    }
    return Scope.run(
        () -> {
          Tensor input = tokens.input(model.config());
          Tensor encoded = model.encode(input, masks.visible(), Mode.TRAINING);
          SplitLoss split = SplitLoss.of(encoded, losses);
          split.norms().forEach((name, norm) -> terms.put(name + "-gradient", norm));
          return split.sum();
        });
  }

  private Tensor reconstruction(Tensor encoded, Tokens tokens, Masks masks) {
    Tensor logits = model.decode(encoded, masks.visible(), tokens.frames(), Mode.TRAINING);
    ReconstructionLoss.Terms found =
        settings.reconstruction().of(logits, tokens.codes(), masks.masked());
    log("reconstruction", found.total());
    terms.put("masked", found.masked());
    terms.put("visible", found.visible());
    return found.total();
  }

  private Tensor contrast(Tensor encoded, Batch batch, Masks masks) {
    Tensor loss = settings.contrast().of(model, encoded, batch.clip(), masks.visible());
    log("contrastive", loss);
    return loss;
  }

  private void log(String name, Tensor value) {
    terms.put(name, Gradients.without(() -> value.detach().item()));
  }
}
