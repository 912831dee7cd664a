package ricercar.experiment;

import java.util.OptionalDouble;
import java.util.function.Supplier;
import ricercar.Problem;
import ricercar.loss.BarlowTwinsLoss;
import ricercar.loss.InfoNce;
import ricercar.loss.MatchingLoss;
import ricercar.loss.TwinLoss;
import ricercar.loss.VicRegLoss;
import ricercar.model.ColaHead;
import ricercar.model.Encoder;
import ricercar.model.MlpHead;
import ricercar.random.Stream;
import ricercar.train.ByolObjective;
import ricercar.train.ColaObjective;
import ricercar.train.MocoObjective;
import ricercar.train.ProjectingObjective;
import ricercar.train.SimsiamObjective;
import ricercar.train.Teacher;
import ricercar.train.TwinObjective;

/**
 * Two views of a clip through two networks that are to agree (report 2.1). Defaults are the
 * papers'; where those are for ResNet-50's 2,048 values, in proportion to the encoder's width.
 * SimCLR is method contrastive without labels.
 */
public sealed interface Siamese {
  /**
   * What trains.
   *
   * @param encoder that is kept
   * @param another an encoder of the same architecture, for methods with a teacher
   * @param weights where the heads' weights are drawn
   * @param steps of the training
   */
  ProjectingObjective objective(
      Encoder encoder, Supplier<Encoder> another, Stream weights, long steps);

  /** The loss of a network that tells no clip from another, where that is known. */
  default OptionalDouble chance(int clipsPerBatch) {
    return OptionalDouble.empty();
  }

  /**
   * Momentum contrast: a teacher's outputs for earlier batches are the negatives.
   *
   * @param temperature τ, 0.07 if null (version 2: 0.2)
   * @param momentum of the teacher's weights, 0.999 if null
   * @param queue negatives, 65,536 if null; 0: the batch's own, as in version 3
   * @param hidden width of the projection's hidden layer; the encoder's if null
   * @param projectionWidth 128 if null
   */
  record Moco(
      Double temperature, Double momentum, Integer queue, Integer hidden, Integer projectionWidth)
      implements Siamese {
    public Moco {
      temperature = temperature == null ? 0.07 : temperature;
      momentum = momentum == null ? 0.999 : momentum;
      queue = queue == null ? 65_536 : queue;
      projectionWidth = projectionWidth == null ? 128 : projectionWidth;
      settings(temperature, momentum, queue, projectionWidth);
    }

    private static MocoObjective.Settings settings(
        double temperature, double momentum, int queue, int width) {
      return new MocoObjective.Settings(new InfoNce(temperature), momentum, queue, width);
    }

    @Override
    public ProjectingObjective objective(
        Encoder encoder, Supplier<Encoder> another, Stream weights, long steps) {
      MlpHead.Shape shape =
          new MlpHead.Shape(
              or(hidden, encoder.width()), 2, projectionWidth, false, MlpHead.End.BIAS);
      return new MocoObjective(
          encoder,
          projection(encoder, shape, weights),
          teacher(another, shape, weights),
          settings(temperature, momentum, queue, projectionWidth),
          weights.child("queue"));
    }

    @Override
    public OptionalDouble chance(int clipsPerBatch) {
      return OptionalDouble.of(MatchingLoss.chance(queue == 0 ? clipsPerBatch : queue + 1));
    }
  }

  /**
   * Each view predicts what a teacher makes of the other; no negatives.
   *
   * @param momentum of the teacher's weights at the first step, 0.996 if null; it rises to 1
   * @param hidden width of hidden layers; twice the encoder's if null
   * @param projectionWidth an eighth of the encoder's if null
   */
  record Byol(Double momentum, Integer hidden, Integer projectionWidth) implements Siamese {
    public Byol {
      momentum = momentum == null ? 0.996 : momentum;
      Problem.unless(
          momentum >= 0 && momentum <= 1,
          "siamese.momentum must lie between 0 and 1, but is %s.",
          momentum);
    }

    @Override
    public ProjectingObjective objective(
        Encoder encoder, Supplier<Encoder> another, Stream weights, long steps) {
      int out = or(projectionWidth, Math.max(1, encoder.width() / 8));
      MlpHead.Shape shape =
          new MlpHead.Shape(or(hidden, 2 * encoder.width()), 2, out, true, MlpHead.End.NOTHING);
      return new ByolObjective(
          encoder,
          projection(encoder, shape, weights),
          new MlpHead(out, shape, weights.child("predictor")),
          teacher(another, shape, weights),
          momentum,
          steps);
    }
  }

  /**
   * Each view predicts the other's projection, with neither teacher nor negatives.
   *
   * @param hidden width of the projection's hidden layers; the encoder's if null
   * @param projectionWidth the encoder's if null
   * @param predictorHidden a quarter of projectionWidth if null
   * @param stopGradient true if null; false shows what it is for
   */
  record Simsiam(
      Integer hidden, Integer projectionWidth, Integer predictorHidden, Boolean stopGradient)
      implements Siamese {
    public Simsiam {
      stopGradient = stopGradient == null || stopGradient;
    }

    @Override
    public ProjectingObjective objective(
        Encoder encoder, Supplier<Encoder> another, Stream weights, long steps) {
      int out = or(projectionWidth, encoder.width());
      MlpHead.Shape shape =
          new MlpHead.Shape(or(hidden, encoder.width()), 3, out, true, MlpHead.End.NORM);
      MlpHead.Shape predictor =
          new MlpHead.Shape(
              or(predictorHidden, Math.max(1, out / 4)), 2, out, true, MlpHead.End.BIAS);
      return new SimsiamObjective(
          encoder,
          projection(encoder, shape, weights),
          new MlpHead(out, predictor, weights.child("predictor")),
          stopGradient);
    }
  }

  /**
   * The dimensions of both views are to correlate each with itself alone.
   *
   * @param redundancyWeight λ, 0.0051 if null
   * @param hidden width of hidden layers; four times the encoder's if null
   * @param projectionWidth likewise
   */
  record BarlowTwins(Double redundancyWeight, Integer hidden, Integer projectionWidth)
      implements Siamese {
    public BarlowTwins {
      redundancyWeight = redundancyWeight == null ? 0.0051 : redundancyWeight;
      new BarlowTwinsLoss(redundancyWeight);
    }

    @Override
    public ProjectingObjective objective(
        Encoder encoder, Supplier<Encoder> another, Stream weights, long steps) {
      return twins(
          encoder, hidden, projectionWidth, new BarlowTwinsLoss(redundancyWeight), weights);
    }
  }

  /**
   * Views are to be near, dimensions to vary, and not to vary together.
   *
   * @param invarianceWeight 25 if null
   * @param varianceWeight 25 if null
   * @param covarianceWeight 1 if null
   * @param hidden width of hidden layers; four times the encoder's if null
   * @param projectionWidth likewise
   */
  record Vicreg(
      Double invarianceWeight,
      Double varianceWeight,
      Double covarianceWeight,
      Integer hidden,
      Integer projectionWidth)
      implements Siamese {
    public Vicreg {
      invarianceWeight = invarianceWeight == null ? 25 : invarianceWeight;
      varianceWeight = varianceWeight == null ? 25 : varianceWeight;
      covarianceWeight = covarianceWeight == null ? 1 : covarianceWeight;
      new VicRegLoss(invarianceWeight, varianceWeight, covarianceWeight);
    }

    @Override
    public ProjectingObjective objective(
        Encoder encoder, Supplier<Encoder> another, Stream weights, long steps) {
      TwinLoss loss = new VicRegLoss(invarianceWeight, varianceWeight, covarianceWeight);
      return twins(encoder, hidden, projectionWidth, loss, weights);
    }
  }

  /**
   * A crop finds the other crop of its clip by a bilinear similarity; meant for {@code views.chain:
   * none}.
   *
   * @param projectionWidth 512 if null
   */
  record Cola(Integer projectionWidth) implements Siamese {
    public Cola {
      projectionWidth = projectionWidth == null ? 512 : projectionWidth;
    }

    @Override
    public ProjectingObjective objective(
        Encoder encoder, Supplier<Encoder> another, Stream weights, long steps) {
      return new ColaObjective(
          encoder, new ColaHead(encoder.width(), projectionWidth, weights.child("projection")));
    }

    @Override
    public OptionalDouble chance(int clipsPerBatch) {
      return OptionalDouble.of(MatchingLoss.chance(clipsPerBatch));
    }
  }

  private static ProjectingObjective twins(
      Encoder encoder, Integer hidden, Integer out, TwinLoss loss, Stream weights) {
    int wide = 4 * encoder.width();
    MlpHead.Shape shape =
        new MlpHead.Shape(or(hidden, wide), 3, or(out, wide), true, MlpHead.End.NOTHING);
    return new TwinObjective(encoder, projection(encoder, shape, weights), loss);
  }

  private static MlpHead projection(Encoder encoder, MlpHead.Shape shape, Stream weights) {
    return new MlpHead(encoder.width(), shape, weights.child("projection"));
  }

  private static Teacher teacher(Supplier<Encoder> another, MlpHead.Shape shape, Stream weights) {
    Encoder encoder = another.get();
    return new Teacher(encoder, projection(encoder, shape, weights));
  }

  private static int or(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
