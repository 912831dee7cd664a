package ricercar.loss;

import java.util.Arrays;
import ricercar.Problem;

/**
 * When two labelled clips count as positives of each other. Own views of a clip do so under every
 * rule, and a clip without labels has no other positives; {@link PairMask} sees to both.
 */
public sealed interface PositiveRule {
  /**
   * The weight of a pair of different clips, 0 (no positive) to 1.
   *
   * @param one ascending class indices of the one clip; may be empty
   * @param other likewise of the other clip
   */
  double weight(int[] one, int[] other);

  /** Own views only: self-supervised contrast, whatever is labelled. */
  record Self() implements PositiveRule {
    @Override
    public double weight(int[] one, int[] other) {
      return 0;
    }
  }

  /**
   * At least so many classes in common. With threshold 1 this is the rule behind SemiSupCon's
   * results, although the report writes equality.
   *
   * @param threshold 1 if null
   */
  record AnyShared(Integer threshold) implements PositiveRule {
    public AnyShared {
      threshold = threshold == null ? 1 : threshold;
      Problem.unless(
          threshold >= 1, "The rule's threshold must be at least 1, but is %d.", threshold);
    }

    @Override
    public double weight(int[] one, int[] other) {
      return shared(one, other) >= threshold ? 1 : 0;
    }
  }

  /** The same classes, and at least one. */
  record Exact() implements PositiveRule {
    @Override
    public double weight(int[] one, int[] other) {
      return one.length > 0 && Arrays.equals(one, other) ? 1 : 0;
    }
  }

  /** Dice's coefficient of the two sets of classes, as a fractional weight. */
  record Dice() implements PositiveRule {
    @Override
    public double weight(int[] one, int[] other) {
      int shared = shared(one, other);
      return shared == 0 ? 0 : 2.0 * shared / (one.length + other.length);
    }
  }

  private static int shared(int[] one, int[] other) {
    int shared = 0;
    for (int i = 0, j = 0; i < one.length && j < other.length; ) {
      int order = Integer.compare(one[i], other[j]);
      shared += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return shared;
  }
}
