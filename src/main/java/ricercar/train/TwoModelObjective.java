package ricercar.train;

import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.PairMask;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.FeatureDecoder;
import ricercar.model.Machup;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.MovingAverage;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The two-model approach (report A.2, figure A.2b; after Huang et al. 2022). The student sees the
 * visible tokens and reconstructs codes; from the same tokens a feature decoder fills the sequence
 * up and predicts a vector, the mean of its projected frames. The teacher sees the whole sequence,
 * without dropout or gradient, and gives a vector of the same kind. Each student vector is drawn to
 * the teacher's of all views of its clip, its own view's among them, and compared with the
 * teacher's of all views of the batch.
 */
public final class TwoModelObjective implements Objective {
  private final Machup student;
  private final Machup teacher;
  private final FeatureDecoder features;
  private final TokenSource source;
  private final Settings settings;
  private final long seed;
  private final MixedLoss mixed;
  private final Model model;

  /**
   * @param masking which tokens the student does not see, maskRatio of them
   * @param contrast A.1
   * @param reconstructionWeight λ
   * @param momentum of the teacher's weights, which follow the student's encoder and projection as
   *     a moving average (0.996 in the literature); null: the student's own weights
   * @param featureDecoder as wide as the student; its decoder's shape if null
   */
  public record Settings(
      Masking masking,
      MaskRatio maskRatio,
      ReconstructionLoss reconstruction,
      ContrastiveLoss contrast,
      double reconstructionWeight,
      Double momentum,
      TransformerConfig featureDecoder) {
    public Settings {
      MixedLoss.require(masking, maskRatio, reconstruction, reconstructionWeight);
      Problem.unless(
          momentum == null || momentum >= 0 && momentum <= 1,
          "momentum must lie between 0 and 1, but is %s.",
          momentum);
    }
  }

  private static final class Model extends Layer {
    Model(Machup student, FeatureDecoder features, Machup teacher) {
      child("student", student);
      child("features", features);
      if (teacher != student) {
        child("teacher", teacher);
      }
    }
  }

  /**
   * @param seed of the masks, which are functions of it, the step and the view
   * @param random for the weights of the feature decoder
   */
  public TwoModelObjective(
      Machup student, TokenSource source, Settings settings, long seed, Stream random) {
    this.student = student;
    this.source = source;
    this.settings = settings;
    this.seed = seed;
    TransformerConfig shape =
        settings.featureDecoder() == null ? student.config().decoder() : settings.featureDecoder();
    Problem.unless(
        shape.width() == student.width(),
        "featureDecoder is %d wide and the model %d; they must be equal.",
        shape.width(),
        student.width());
    features = new FeatureDecoder(shape, random);
    teacher = settings.momentum() == null ? student : student.teacher();
    mixed = new MixedLoss(settings.reconstruction(), settings.reconstructionWeight());
    model = new Model(student, features, teacher);
  }

  /** The student as {@code student}, the feature decoder, and the teacher if it has own weights. */
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
                student,
                tokens,
                masks,
                encoded ->
                    settings
                        .contrast()
                        .of(
                            predicted(encoded, masks),
                            taught(tokens),
                            PairMask.ofTwoModels(batch.clip()))));
  }

  private Tensor predicted(Tensor encoded, Masks masks) {
    Tensor filled = features.forward(encoded, masks.visible(), masks.frames(), Mode.TRAINING);
    return student.projectedTokens(filled).mean(1, false);
  }

  /** The teacher's vectors, [views, projection width], outside any graph. */
  Tensor taught(Tokens tokens) {
    return Scope.run(
        () ->
            Gradients.without(
                () -> {
                  Tensor whole = teacher.encode(tokens.input(teacher.config()), Mode.EVALUATION);
                  return teacher.projectedTokens(whole).mean(1, false);
                }));
  }

  /** The teacher's weights follow. */
  @Override
  public void stepped() {
    if (teacher == student) {
      return;
    }
    Map<String, Tensor> followed = student.state();
    Map<String, Tensor> own = teacher.buffers();
    List<Tensor> values = own.keySet().stream().map(followed::get).toList();
    MovingAverage.move(List.copyOf(own.values()), values, settings.momentum());
  }
}
