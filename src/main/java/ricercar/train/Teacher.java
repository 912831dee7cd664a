package ricercar.train;

import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.model.Encoder;
import ricercar.model.MlpHead;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Gradients;
import ricercar.tensor.MovingAverage;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * An encoder and its projection whose weights follow another's as a moving average: BYOL's target
 * network, MoCo's key encoder. It normalises by its own batch and is never trained, so all of it is
 * saved with the weights that are.
 */
public final class Teacher extends Layer {
  private final Encoder encoder;
  private final MlpHead projection;

  /**
   * Takes over both layers, of the same architecture as those it is to follow; it starts from the
   * followed weights when {@link #start} is called.
   */
  public Teacher(Encoder encoder, MlpHead projection) {
    this.encoder = child("encoder", encoder);
    this.projection = child("projection", projection);
    freeze();
  }

  /** What it follows: layers with the same names. */
  static final class Followed extends Layer {
    Followed(Encoder encoder, MlpHead projection) {
      child("encoder", encoder);
      child("projection", projection);
    }
  }

  /** Takes over all weights and statistics. */
  void start(Followed followed) {
    load(followed.state());
  }

  /** Projections [views, width] of waveforms [views, 1, samples], outside any graph. */
  Tensor of(Tensor waveforms) {
    return Scope.run(
        () ->
            Gradients.without(
                () ->
                    projection.forward(encoder.forward(waveforms, Mode.TRAINING), Mode.TRAINING)));
  }

  /** Weights ← momentum · weights + (1 − momentum) · followed weights. */
  void follow(Followed followed, double momentum) {
    Map<String, Tensor> weights = followed.parameters();
    Map<String, Tensor> own = buffers();
    List<Tensor> averages = weights.keySet().stream().map(own::get).toList();
    MovingAverage.move(averages, List.copyOf(weights.values()), momentum);
  }

  static void requireMomentum(double momentum) {
    Problem.unless(
        momentum >= 0 && momentum <= 1, "momentum must lie between 0 and 1, but is %s.", momentum);
  }
}
