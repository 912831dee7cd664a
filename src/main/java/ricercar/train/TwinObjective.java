package ricercar.train;

import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.loss.TwinLoss;
import ricercar.model.Encoder;
import ricercar.model.MlpHead;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Barlow Twins and VICReg: both views through one network, whose outputs may not collapse. */
public final class TwinObjective implements ProjectingObjective {
  private final Encoder encoder;
  private final MlpHead projection;
  private final TwinLoss loss;
  private final Model model;
  private final Map<String, Double> terms = new LinkedHashMap<>();

  private static final class Model extends Layer {
    Model(Encoder encoder, MlpHead projection) {
      child("encoder", encoder);
      child("projection", projection);
    }
  }

  public TwinObjective(Encoder encoder, MlpHead projection, TwinLoss loss) {
    this.encoder = encoder;
    this.projection = projection;
    this.loss = loss;
    model = new Model(encoder, projection);
  }

  @Override
  public Layer model() {
    return model;
  }

  /** The weighted parts of the loss. */
  @Override
  public Map<String, Double> terms() {
    return Map.copyOf(terms);
  }

  @Override
  public Tensor loss(Batch batch) {
    ViewPairs pairs = ViewPairs.of(batch);
    return Scope.run(
        () -> {
          Tensor embeddings = encoder.forward(batch.waveforms(), Mode.TRAINING);
          Tensor z = projection.forward(embeddings, Mode.TRAINING);
          Map<String, Tensor> parts = loss.parts(pairs.first(z), pairs.second(z));
          parts.forEach((name, part) -> terms.put(name, part.item()));
          return parts.values().stream().reduce(Tensor::add).orElseThrow();
        });
  }

  @Override
  public Tensor project(Tensor embeddings) {
    return projection.forward(embeddings, Mode.EVALUATION);
  }
}
