package ricercar.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.loss.PairLoss;
import ricercar.loss.PairMask;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.Masking;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
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
  private final Map<String, Double> terms = new LinkedHashMap<>();

  /**
   * @param masking which tokens are dropped, maskRatio of them
   * @param reconstruction A.2 with its δ
   * @param contrast A.1, or its legacy form
   * @param reconstructionWeight λ
   * @param classWeight the global vector that is compared: 1 the projected class token, 0 the mean
   *     of the projected visible tokens; between them both losses are mixed
   */
  public record Settings(
      Masking masking,
      double maskRatio,
      ReconstructionLoss reconstruction,
      PairLoss contrast,
      double reconstructionWeight,
      double classWeight) {
    public Settings {
      Problem.unless(
          reconstructionWeight >= 0 && reconstructionWeight <= 1,
          "reconstructionWeight must lie between 0 and 1, but is %s.",
          reconstructionWeight);
      Problem.unless(
          classWeight >= 0 && classWeight <= 1,
          "classWeight must lie between 0 and 1, but is %s.",
          classWeight);
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

  @Override
  public Map<String, Double> terms() {
    return Map.copyOf(terms);
  }

  @Override
  public Tensor loss(Batch batch) {
    terms.clear();
    Tokens tokens = source.of(batch);
    long[][] visible = visible(batch, tokens.frames());
    return Scope.run(
        () -> {
          Tensor encoded = model.encode(tokens.latents(), visible, Mode.TRAINING);
          double lambda = settings.reconstructionWeight();
          if (lambda == 1) {
            return reconstruction(encoded, tokens, visible);
          }
          Tensor contrast = contrast(encoded, batch);
          return lambda == 0
              ? contrast
              : reconstruction(encoded, tokens, visible).mul(lambda).add(contrast.mul(1 - lambda));
        });
  }

  private long[][] visible(Batch batch, int frames) {
    long[][] visible = new long[batch.views()][];
    for (int view = 0; view < visible.length; view++) {
      Stream random = Stream.of(seed, "mask", batch.step(), view);
      visible[view] = settings.masking().visible(frames, settings.maskRatio(), random);
    }
    return visible;
  }

  private Tensor reconstruction(Tensor encoded, Tokens tokens, long[][] visible) {
    Tensor logits = model.decode(encoded, visible, tokens.frames(), Mode.TRAINING);
    ReconstructionLoss.Terms found =
        settings.reconstruction().of(logits, tokens.codes(), masked(visible, tokens.frames()));
    log("reconstruction", found.total());
    terms.put("masked", found.masked());
    terms.put("visible", found.visible());
    return found.total();
  }

  private static boolean[][] masked(long[][] visible, int frames) {
    boolean[][] masked = new boolean[visible.length][frames];
    for (int view = 0; view < visible.length; view++) {
      Arrays.fill(masked[view], true);
      for (long frame : visible[view]) {
        masked[view][(int) frame] = false;
      }
    }
    return masked;
  }

  private Tensor contrast(Tensor encoded, Batch batch) {
    PairMask pairs = PairMask.ownViews(batch.clip());
    double byClass = settings.classWeight();
    Tensor loss;
    if (byClass == 1) {
      loss = ofClass(encoded, pairs);
    } else if (byClass == 0) {
      loss = ofMean(encoded, pairs);
    } else {
      loss = ofClass(encoded, pairs).mul(byClass).add(ofMean(encoded, pairs).mul(1 - byClass));
    }
    log("contrastive", loss);
    return loss;
  }

  private Tensor ofClass(Tensor encoded, PairMask pairs) {
    return settings.contrast().of(model.projectedClass(encoded), pairs);
  }

  private Tensor ofMean(Tensor encoded, PairMask pairs) {
    return settings.contrast().of(model.projectedTokens(encoded).mean(1, false), pairs);
  }

  private void log(String name, Tensor value) {
    terms.put(name, Gradients.without(() -> value.detach().item()));
  }
}
