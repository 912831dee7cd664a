package ricercar.experiment;

import java.util.List;
import ricercar.Problem;

/** How the two losses of a masked model come together (report A.2, figure A.2). */
public sealed interface Approach {
  /**
   * A stretch of a run with settings of its own.
   *
   * @param share of the run's steps
   */
  record Stage(double share, MachupTraining settings) {}

  /** The stretches of a run, in order. */
  default List<Stage> stages(MachupTraining settings) {
    return List.of(new Stage(1, settings));
  }

  /** Both losses in every step. */
  record EndToEnd() implements Approach {}

  /**
   * Masked modelling first, then contrast alone.
   *
   * @param firstShare of the steps for the first stage; 0.5 if null
   * @param secondMaskRatio 0, the default, lets the second stage see everything
   * @param secondClassWeight of the second stage's global vector; as in the settings if null
   */
  record TwoStage(Double firstShare, Double secondMaskRatio, Double secondClassWeight)
      implements Approach {
    public TwoStage {
      firstShare = firstShare == null ? 0.5 : firstShare;
      secondMaskRatio = secondMaskRatio == null ? 0.0 : secondMaskRatio;
      Problem.unless(
          firstShare > 0 && firstShare < 1,
          "machup.approach.firstShare must lie between 0 and 1, but is %s.",
          firstShare);
    }

    @Override
    public List<Stage> stages(MachupTraining settings) {
      return List.of(
          new Stage(firstShare, settings.reconstructing()),
          new Stage(1 - firstShare, settings.contrasting(secondMaskRatio, secondClassWeight)));
    }
  }

  /**
   * A teacher that sees everything gives the vectors to contrast with.
   *
   * @param momentum of the teacher's weights; null: it shares the student's
   */
  record TwoModel(Double momentum) implements Approach {}
}
