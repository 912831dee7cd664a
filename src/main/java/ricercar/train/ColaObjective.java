package ricercar.train;

import ricercar.loss.MatchingLoss;
import ricercar.model.ColaHead;
import ricercar.model.Encoder;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * COLA (Saeed et al. 2021): a crop of each clip is to find the other crop of it among those of the
 * batch, by a bilinear similarity. The crops are all that differs: nothing is augmented.
 */
public final class ColaObjective implements ProjectingObjective {
  private final Encoder encoder;
  private final ColaHead projection;
  private final Model model;

  private static final class Model extends Layer {
    Model(Encoder encoder, ColaHead projection) {
      child("encoder", encoder);
      child("projection", projection);
    }
  }

  public ColaObjective(Encoder encoder, ColaHead projection) {
    this.encoder = encoder;
    this.projection = projection;
    model = new Model(encoder, projection);
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Tensor loss(Batch batch) {
    ViewPairs pairs = ViewPairs.of(batch);
    return Scope.run(
        () -> {
          Tensor z = projection.forward(encoder.forward(batch.waveforms(), Mode.TRAINING));
          return MatchingLoss.of(projection.similarities(pairs.first(z), pairs.second(z)));
        });
  }

  @Override
  public Tensor project(Tensor embeddings) {
    return projection.forward(embeddings);
  }
}
