package ricercar.experiment;

import ricercar.Problem;

/**
 * How a study's results are told.
 *
 * @param level of the intervals
 * @param resamples of the bootstrap
 * @param compareTo the row that the others are compared with; the untrained one if null
 */
public record Report(double level, int resamples, String compareTo) {
  public Report {
    Problem.unless(
        level > 0 && level < 1, "report.level must be between 0 and 1, but is %s.", level);
    Problem.unless(
        resamples >= 100, "report.resamples must be at least 100, but is %d.", resamples);
  }
}
