package ricercar.experiment;

import ricercar.Problem;
import ricercar.probe.Probe;

/**
 * Classification by class prototypes of a finished run, with nothing trained.
 *
 * @param space of the vectors; the projection, which the loss compared, if null
 * @param labelledShare of the training labels that make the prototypes; all if null
 */
public record ZeroShot(Space space, Double labelledShare) {
  /** Which vectors are compared. */
  public enum Space {
    PROJECTION,
    EMBEDDING
  }

  public ZeroShot {
    space = space == null ? Space.PROJECTION : space;
    Problem.unless(
        labelledShare == null || labelledShare > 0 && labelledShare <= 1,
        "zeroShot.labelledShare must be above 0 and at most 1, but is %s.",
        labelledShare);
  }

  Probe probe() {
    return labelledShare == null ? Probe.prototypes() : Probe.prototypes().seeing(labelledShare);
  }
}
