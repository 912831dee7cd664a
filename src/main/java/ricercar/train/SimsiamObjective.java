package ricercar.train;

import ricercar.loss.PredictionLoss;
import ricercar.model.Encoder;
import ricercar.model.MlpHead;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * SimSiam (Chen and He 2021): each view predicts the projection of the other, through which no
 * gradient flows. Let it flow, and the shortest way to agreement is to say the same of everything.
 */
public final class SimsiamObjective implements ProjectingObjective {
  private final Encoder encoder;
  private final MlpHead projection;
  private final MlpHead predictor;
  private final boolean stopGradient;
  private final Model model;

  private static final class Model extends Layer {
    Model(Encoder encoder, MlpHead projection, MlpHead predictor) {
      child("encoder", encoder);
      child("projection", projection);
      child("predictor", predictor);
    }
  }

  /**
   * @param stopGradient false to see what it is for
   */
  public SimsiamObjective(
      Encoder encoder, MlpHead projection, MlpHead predictor, boolean stopGradient) {
    this.encoder = encoder;
    this.projection = projection;
    this.predictor = predictor;
    this.stopGradient = stopGradient;
    model = new Model(encoder, projection, predictor);
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
          Tensor embeddings = encoder.forward(batch.waveforms(), Mode.TRAINING);
          Tensor z = projection.forward(embeddings, Mode.TRAINING);
          Tensor predicted = predictor.forward(z, Mode.TRAINING);
          Tensor targets = pairs.swapped(stopGradient ? z.detach() : z);
          return PredictionLoss.NEGATIVE_COSINE.of(predicted, targets);
        });
  }

  @Override
  public Tensor project(Tensor embeddings) {
    return projection.forward(embeddings, Mode.EVALUATION);
  }
}
