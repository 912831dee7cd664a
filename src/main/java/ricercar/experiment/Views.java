package ricercar.experiment;

import ricercar.Problem;

/**
 * How clips become views.
 *
 * @param viewsPerClip M
 * @param samples length of a view at the encoder's rate
 * @param cut where views of one clip begin
 * @param chain the augmentations
 * @param severity of the semisupcon chain, 0 to 4; 2 is the normal one
 */
public record Views(int viewsPerClip, int samples, Cut cut, Chain chain, int severity) {
  public enum Cut {
    INDEPENDENT,
    ADJACENT
  }

  public enum Chain {
    CLMR,
    SEMISUPCON,
    NONE
  }

  public Views {
    Problem.unless(
        viewsPerClip >= 1, "views.viewsPerClip must be at least 1, but is %d.", viewsPerClip);
    Problem.unless(samples >= 1, "views.samples must be positive, but is %d.", samples);
    Problem.unless(
        severity >= 0 && severity <= 4,
        "views.severity must be 0, 1, 2 (normal), 3 or 4, but is %d.",
        severity);
  }
}
