package ricercar.loss;

import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The form in MaCHUP's public code, kept to compare with its published losses. For anchor i: −log(
 * Σ<sub>P(i)</sub> exp(s) / (Σ<sub>P(i)</sub> exp(s) + Σ<sub>A(i)</sub> exp(s)) ), so that the
 * positives stand twice in the denominator and no batch can go below ln 2. Mean over all anchors;
 * one without positives adds 0.
 *
 * @param temperature τ
 */
public record LegacyContrastiveLoss(double temperature) implements PairLoss {
  /** Every positive counts once in the numerator and twice in the denominator. */
  public static final double FLOOR = Math.log(2);

  public LegacyContrastiveLoss {
    Similarities.requireTemperature(temperature);
  }

  @Override
  public Tensor of(Tensor projections, PairMask mask) {
    int views = mask.views();
    double[] anchors = new double[views];
    double[] denominator = new double[views * views];
    for (int i = 0; i < views; i++) {
      anchors[i] = mask.weightOf(i) > 0 ? 1.0 / views : 0;
      for (int pair = i * views; pair < (i + 1) * views; pair++) {
        denominator[pair] = mask.positives()[pair] + (mask.candidates()[pair] ? 1 : 0);
      }
    }
    return Scope.run(
        () -> {
          Similarities similarities = Similarities.of(projections, mask, temperature);
          Tensor perAnchor =
              similarities.logSum(denominator).sub(similarities.logSum(mask.positives()));
          return perAnchor.mul(similarities.constant(anchors, views)).sum();
        });
  }

  /** With M − 1 positives among MN − 1 views: ln((M − 1 + MN − 1) / (M − 1)). */
  @Override
  public double chance(int clips, int viewsPerClip) {
    double positives = viewsPerClip - 1;
    return Math.log((positives + (double) clips * viewsPerClip - 1) / positives);
  }
}
