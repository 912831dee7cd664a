package ricercar.train;

import ricercar.Problem;
import ricercar.augment.Chain;
import ricercar.augment.Gating;
import ricercar.augment.ViewCutter;

/**
 * How views are made of a clip.
 *
 * @param viewsPerClip M
 * @param samples the length of a view
 */
public record ViewConfig(
    int viewsPerClip, int samples, ViewCutter cutter, Gating gating, Chain chain) {
  public ViewConfig {
    Problem.unless(
        viewsPerClip > 0, "views.viewsPerClip must be positive, but is %d.", viewsPerClip);
    Problem.unless(samples > 0, "views.samples must be positive, but is %d.", samples);
  }
}
