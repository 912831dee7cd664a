package ricercar.codec;

import ricercar.Problem;
import ricercar.augment.Chain;

/**
 * Which versions of each clip a token cache holds.
 *
 * @param chain the augmentations of each version; null: clips as they are, of all splits
 * @param description of the chain with its settings, part of the cache's key
 * @param count versions of each training clip, each with draws of its own
 */
public record CachedVariants(Chain chain, String description, int count, long seed) {
  /** Every clip as it is. */
  public static final CachedVariants CLEAN = new CachedVariants(null, "clean", 1, 0);

  public CachedVariants {
    Problem.unless(count > 0, "A cache needs at least one version of a clip, not %d.", count);
  }

  /** Whole clips, augmented before they are encoded; of the training split only. */
  public static CachedVariants augmented(Chain chain, String description, int count, long seed) {
    return new CachedVariants(chain, description, count, seed);
  }

  boolean clean() {
    return chain == null;
  }

  /** For people: what a study prints about its tokens. */
  @Override
  public String toString() {
    return clean()
        ? "clips as they are"
        : "%d augmented versions of each training clip (%s)".formatted(count, description);
  }
}
