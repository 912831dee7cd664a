package ricercar.loss;

import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The contrastive loss of the report's equations B.1 to B.3 and A.1; the mask decides which.
 *
 * <p>For anchor i: the mean, by weight, over its positives p of −log( exp(s<sub>ip</sub>) / Σ<sub>a
 * ∈ A(i)</sub> exp(s<sub>ia</sub>) ) with s the cosine over τ. The loss is the mean over
 * <em>all</em> anchors: one without positives adds 0 and still counts, as in SemiSupCon's code.
 *
 * @param temperature τ
 */
public record ContrastiveLoss(double temperature) implements PairLoss {
  /** From here on the pairs are more than should be held in memory at once. */
  private static final int MANY_VIEWS = 1_024;

  private static final int ROWS_AT_ONCE = 256;

  public ContrastiveLoss {
    Similarities.requireTemperature(temperature);
  }

  @Override
  public Tensor of(Tensor projections, PairMask mask) {
    return of(projections, projections, mask);
  }

  /**
   * The loss of anchors that are compared with vectors of another source, such as a teacher's.
   *
   * @param anchors [V, width]
   * @param others [V, width], the columns of the mask
   */
  public Tensor of(Tensor anchors, Tensor others, PairMask mask) {
    int views = mask.views();
    if (views > MANY_VIEWS) {
      Similarities.requireRows(anchors, mask);
      Similarities.requireRows(others, mask);
      return new BlockwiseContrast(temperature, ROWS_AT_ONCE).of(anchors, others, mask);
    }
    double[] shares = new double[views * views];
    double[] weights = new double[views];
    double[] candidates = new double[views * views];
    for (int i = 0; i < views; i++) {
      double weight = mask.weightOf(i);
      weights[i] = weight > 0 ? 1.0 / views : 0;
      for (int pair = i * views; pair < (i + 1) * views; pair++) {
        shares[pair] = weight > 0 ? mask.positives()[pair] / weight / views : 0;
        candidates[pair] = mask.candidates()[pair] ? 1 : 0;
      }
    }
    return Scope.run(
        () -> {
          Similarities similarities = Similarities.of(anchors, others, mask, temperature);
          Tensor repelled =
              similarities.logSum(candidates).mul(similarities.constant(weights, views));
          Tensor attracted = similarities.values().mul(similarities.constant(shares, views, views));
          return repelled.sum().sub(attracted.sum());
        });
  }

  /** ln(MN − 1). */
  @Override
  public double chance(int clips, int viewsPerClip) {
    return Math.log((double) clips * viewsPerClip - 1);
  }
}
