package ricercar.loss;

import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.tensor.Tensor;

/**
 * Barlow Twins, equation 1: Σ<sub>i</sub> (1 − C<sub>ii</sub>)² + λ Σ<sub>i≠j</sub>
 * C<sub>ij</sub>², with C the correlations, over the batch, of the dimensions of both views.
 *
 * @param redundancyWeight λ; 0.0051 in the paper
 */
public record BarlowTwinsLoss(double redundancyWeight) implements TwinLoss {
  /** As in the batch normalisation that the authors' code uses here. */
  private static final double EPSILON = 1e-5;

  public BarlowTwinsLoss {
    Problem.unless(
        redundancyWeight >= 0,
        "The redundancyWeight of Barlow Twins must not be negative, but is %s.",
        redundancyWeight);
  }

  @Override
  public Map<String, Tensor> parts(Tensor first, Tensor second) {
    Tensor correlations =
        standard(first).transpose(0, 1).matMul(standard(second)).div(first.size(0));
    Tensor own = diagonal(correlations);
    Tensor others = correlations.square().sum().sub(own.square().sum());
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("invariance", own.neg().add(1).square().sum());
    parts.put("redundancy", others.mul(redundancyWeight));
    return parts;
  }

  private static Tensor standard(Tensor z) {
    Tensor centred = z.sub(z.mean(0, true));
    return centred.div(centred.square().mean(0, true).add(EPSILON).sqrt());
  }

  private static Tensor diagonal(Tensor square) {
    return square.gather(1, Tensor.range(square.size(0)).expand(1));
  }
}
