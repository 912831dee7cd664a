package ricercar.train;

import ricercar.loss.PredictionLoss;
import ricercar.model.Encoder;
import ricercar.model.MlpHead;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * BYOL (Grill et al. 2020): each view predicts what a slowly moving teacher makes of the other. The
 * teacher's momentum rises to 1 along half a cosine.
 */
public final class ByolObjective implements ProjectingObjective {
  private final Encoder encoder;
  private final MlpHead projection;
  private final MlpHead predictor;
  private final Teacher teacher;
  private final Teacher.Followed followed;
  private final double momentum;
  private final long steps;
  private final Model model;
  private long step;

  private static final class Model extends Layer {
    Model(Encoder encoder, MlpHead projection, MlpHead predictor, Teacher teacher) {
      child("encoder", encoder);
      child("projection", projection);
      child("predictor", predictor);
      child("teacher", teacher);
    }
  }

  /**
   * @param teacher of the same architecture as encoder and projection
   * @param momentum of the teacher's weights at the first step
   * @param steps of the training
   */
  public ByolObjective(
      Encoder encoder,
      MlpHead projection,
      MlpHead predictor,
      Teacher teacher,
      double momentum,
      long steps) {
    Teacher.requireMomentum(momentum);
    this.encoder = encoder;
    this.projection = projection;
    this.predictor = predictor;
    this.teacher = teacher;
    this.momentum = momentum;
    this.steps = steps;
    followed = new Teacher.Followed(encoder, projection);
    teacher.start(followed);
    model = new Model(encoder, projection, predictor, teacher);
  }

  @Override
  public Layer model() {
    return model;
  }

  /** The sum of both directions, 0 to 8. */
  @Override
  public Tensor loss(Batch batch) {
    step = batch.step();
    ViewPairs pairs = ViewPairs.of(batch);
    return Scope.run(
        () -> {
          Tensor waveforms = batch.waveforms();
          Tensor targets = pairs.swapped(teacher.of(waveforms));
          Tensor z = projection.forward(encoder.forward(waveforms, Mode.TRAINING), Mode.TRAINING);
          Tensor predicted = predictor.forward(z, Mode.TRAINING);
          return PredictionLoss.UNIT_DISTANCE.of(predicted, targets).mul(2);
        });
  }

  /** 1 − (1 − m) · (cos(π k / K) + 1) / 2 at step k of K. */
  double momentumAt(long k) {
    return 1 - (1 - momentum) * (Math.cos(Math.PI * k / steps) + 1) / 2;
  }

  @Override
  public void stepped() {
    teacher.follow(followed, momentumAt(step));
  }

  @Override
  public Tensor project(Tensor embeddings) {
    return projection.forward(embeddings, Mode.EVALUATION);
  }
}
