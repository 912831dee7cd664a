package ricercar.train;

import java.util.function.Function;
import ricercar.corpus.Labels;
import ricercar.loss.PairLoss;
import ricercar.loss.PairMask;
import ricercar.loss.PositiveRule;
import ricercar.model.Encoder;
import ricercar.model.ProjectionHead;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Draws together views of a clip and, where labels are shown, clips that share them (report B.1 to
 * B.3). The encoder is what is kept; the projection head serves the loss alone.
 */
public final class ContrastiveObjective implements ProjectingObjective {
  private final Encoder encoder;
  private final ProjectionHead projection;
  private final PairLoss loss;
  private final Function<Batch, PairMask> pairs;
  private final Model model;

  private static final class Model extends Layer {
    Model(Encoder encoder, ProjectionHead projection) {
      child("encoder", encoder);
      child("projection", projection);
    }
  }

  /**
   * @param labels shown for the labelled views of a batch only
   */
  public ContrastiveObjective(
      Encoder encoder, ProjectionHead projection, PairLoss loss, PositiveRule rule, Labels labels) {
    this(encoder, projection, loss, batch -> mask(rule, labels, batch));
  }

  /**
   * @param pairs what each view of a batch is to each other
   */
  public ContrastiveObjective(
      Encoder encoder, ProjectionHead projection, PairLoss loss, Function<Batch, PairMask> pairs) {
    this.encoder = encoder;
    this.projection = projection;
    this.loss = loss;
    this.pairs = pairs;
    this.model = new Model(encoder, projection);
  }

  private static PairMask mask(PositiveRule rule, Labels labels, Batch batch) {
    int[][] shown = new int[batch.views()][];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = batch.labelled()[i] ? labels.active()[batch.clip()[i]] : null;
    }
    return PairMask.of(rule, batch.clip(), shown);
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Tensor loss(Batch batch) {
    PairMask mask = pairs.apply(batch);
    return Scope.run(
        () -> {
          Tensor embeddings = encoder.forward(batch.waveforms(), Mode.TRAINING);
          return loss.of(projection.forward(embeddings), mask);
        });
  }

  @Override
  public Tensor project(Tensor embeddings) {
    return projection.forward(embeddings);
  }
}
