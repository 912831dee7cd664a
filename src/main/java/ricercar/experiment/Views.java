package ricercar.experiment;

import java.util.List;
import ricercar.Problem;
import ricercar.augment.Chain;
import ricercar.augment.Chains;
import ricercar.augment.Gating;
import ricercar.augment.ViewCutter;

/**
 * How clips become views.
 *
 * @param viewsPerClip M
 * @param samples length of a view at the encoder's rate
 * @param cut where the views of one clip begin
 * @param chain the augmentations
 * @param gate whether a chain's outer gate opens for each view or for all views of a clip
 * @param severity of the semisupcon chain, 0 to 4; 2 is the normal one
 * @param without steps of the chain that are left out, by name; null leaves it whole
 */
public record Views(
    int viewsPerClip,
    int samples,
    ViewCutter cut,
    Augmentations chain,
    Gating gate,
    int severity,
    List<String> without) {
  /** A published chain, by name. */
  public enum Augmentations {
    CLMR {
      @Override
      Chain chain(int severity) {
        return Chains.clmr();
      }
    },
    SEMISUPCON {
      @Override
      Chain chain(int severity) {
        return Chains.semisupcon(severity);
      }
    },
    NONE {
      @Override
      Chain chain(int severity) {
        return Chains.none();
      }
    };

    abstract Chain chain(int severity);
  }

  public Views {
    Problem.unless(
        viewsPerClip >= 1, "views.viewsPerClip must be at least 1, but is %d.", viewsPerClip);
    Problem.unless(samples >= 1, "views.samples must be positive, but is %d.", samples);
    Problem.unless(
        severity >= 0 && severity <= 4,
        "views.severity must be 0, 1, 2 (normal), 3 or 4, but is %d.",
        severity);
    without = without == null ? null : List.copyOf(without);
    if (without != null) {
      // Here, so that a misspelt step is found before anything runs.
      chain.chain(severity).without(without);
    }
  }

  /** The chain made ready; each call gives one with counts of its own. */
  public Chain augmentations() {
    Chain whole = chain.chain(severity);
    return without == null ? whole : whole.without(without);
  }
}
