package ricercar.train;

import java.util.Map;
import ricercar.Problem;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Layer;
import ricercar.tensor.Scope;
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
  private final MixedLoss mixed;

  /**
   * @param masking which tokens are dropped, maskRatio of them
   * @param reconstruction A.2 with its δ; where nothing is dropped, δ of it is lost, so that a
   *     model without masks needs δ = 0
   * @param contrast may be null at λ = 1
   * @param reconstructionWeight λ
   */
  public record Settings(
      Masking masking,
      MaskRatio maskRatio,
      ReconstructionLoss reconstruction,
      Contrast contrast,
      double reconstructionWeight) {
    public Settings {
      MixedLoss.require(masking, maskRatio, reconstruction, reconstructionWeight);
      Problem.unless(
          contrast != null || reconstructionWeight == 1,
          "reconstructionWeight is %s, but there is no contrast for the rest.",
          reconstructionWeight);
    }

    /** EncodecMAE's: spans of 15 frames, 50 %, reconstruction alone. */
    public static Settings encodecMae() {
      return new Settings(
          new Masking.Spans(15), MaskRatio.constant(0.5), ReconstructionLoss.encodecMae(), null, 1);
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
    mixed = new MixedLoss(settings.reconstruction(), settings.reconstructionWeight());
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Map<String, Double> terms() {
    return mixed.terms();
  }

  @Override
  public Tensor loss(Batch batch) {
    Tokens tokens = source.of(batch);
    Masks masks = Masks.of(settings.masking(), settings.maskRatio(), batch, tokens.frames(), seed);
    return Scope.run(
        () ->
            mixed.of(
                model,
                tokens,
                masks,
                encoded -> settings.contrast().of(model, encoded, batch.clip(), masks.visible())));
  }
}
