package ricercar.loss;

import ricercar.tensor.Tensor;

/** A loss that compares every view of a batch with every other. */
public sealed interface PairLoss permits ContrastiveLoss, LegacyContrastiveLoss {
  /**
   * The loss, a scalar of the projections' type (float32 or float64).
   *
   * @param projections z [V, width], of any length: they are compared by cosine
   */
  Tensor of(Tensor projections, PairMask mask);

  /** The self-supervised loss of {@code views} views that all look alike: nothing is learnt yet. */
  double chance(int clips, int viewsPerClip);
}
