package ricercar.experiment;

import ricercar.Problem;
import ricercar.loss.PositiveRule;

/**
 * The contrastive loss and the head in front of it.
 *
 * @param temperature τ
 * @param positives when two labelled clips count as positives of each other
 * @param projectionWidth length of z
 */
public record Contrastive(double temperature, PositiveRule positives, int projectionWidth) {
  public Contrastive {
    Problem.unless(
        temperature > 0, "contrastive.temperature must be positive, but is %s.", temperature);
    Problem.unless(
        projectionWidth >= 1,
        "contrastive.projectionWidth must be positive, but is %d.",
        projectionWidth);
  }
}
