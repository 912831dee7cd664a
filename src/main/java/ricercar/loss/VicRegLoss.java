package ricercar.loss;

import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.tensor.Tensor;

/**
 * VICReg, equation 6: λ times the mean squared distance of both views, μ times a hinge that keeps
 * the deviation of each dimension above 1, and ν times the squared covariances of different
 * dimensions. As in the paper, the last two are summed over both views; the authors' code halves
 * the hinge.
 *
 * @param invarianceWeight λ; 25 in the paper
 * @param varianceWeight μ; 25
 * @param covarianceWeight ν; 1
 */
public record VicRegLoss(double invarianceWeight, double varianceWeight, double covarianceWeight)
    implements TwinLoss {
  /** Under the root, as in the paper. */
  private static final double EPSILON = 1e-4;

  public VicRegLoss {
    Problem.unless(
        invarianceWeight >= 0 && varianceWeight >= 0 && covarianceWeight >= 0,
        "The weights of VICReg must not be negative: %s, %s, %s.",
        invarianceWeight,
        varianceWeight,
        covarianceWeight);
  }

  @Override
  public Map<String, Tensor> parts(Tensor first, Tensor second) {
    // The squared distance of vectors: a mean over clips, and over dimensions as in the code.
    Tensor apart = first.sub(second).square().mean();
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("invariance", apart.mul(invarianceWeight));
    parts.put("variance", hinge(first).add(hinge(second)).mul(varianceWeight));
    parts.put("covariance", covariance(first).add(covariance(second)).mul(covarianceWeight));
    return parts;
  }

  /** The mean over the dimensions of max(0, 1 − deviation). */
  private static Tensor hinge(Tensor z) {
    Tensor deviation = variance(z).add(EPSILON).sqrt();
    return deviation.neg().add(1).relu().mean();
  }

  /** The squared covariances of different dimensions, summed, over the number of dimensions. */
  private static Tensor covariance(Tensor z) {
    Tensor centred = z.sub(z.mean(0, true));
    Tensor covariances = centred.transpose(0, 1).matMul(centred).div(z.size(0) - 1);
    return covariances.square().sum().sub(variance(z).square().sum()).div(z.size(1));
  }

  private static Tensor variance(Tensor z) {
    Tensor centred = z.sub(z.mean(0, true));
    return centred.square().sum(0, false).div(z.size(0) - 1);
  }
}
