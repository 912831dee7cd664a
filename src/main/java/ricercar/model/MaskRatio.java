package ricercar.model;

import ricercar.Problem;

/**
 * The share of frames to drop over a run: a straight line from the first step to the last.
 *
 * @param start at the first step
 * @param end at the last step
 * @param steps of the run
 */
public record MaskRatio(double start, double end, long steps) {
  public MaskRatio {
    Problem.unless(start >= 0 && start < 1, "maskRatio must lie in [0, 1), but is %s.", start);
    Problem.unless(end >= 0 && end < 1, "maskRatioEnd must lie in [0, 1), but is %s.", end);
    Problem.unless(steps > 0, "A run has at least 1 step, but this has %d.", steps);
  }

  public static MaskRatio constant(double ratio) {
    return new MaskRatio(ratio, ratio, 1);
  }

  /**
   * @param step counted from 0; after the last one the ratio stays
   */
  public double at(long step) {
    if (start == end || step <= 0) {
      return start;
    }
    return step >= steps - 1 ? end : start + (end - start) * step / (steps - 1);
  }

  /** Whether anything is dropped at any step. */
  public boolean drops() {
    return start > 0 || end > 0;
  }
}
