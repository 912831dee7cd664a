package ricercar.loss;

import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** How far predicted vectors point away from their targets; mean over the rows. */
public enum PredictionLoss {
  /** The squared distance of unit vectors, 2 − 2 cos: 0 to 4 (BYOL, equation 2). */
  UNIT_DISTANCE {
    @Override
    Tensor ofCosines(Tensor cosines) {
      return cosines.mul(-2).add(2);
    }
  },
  /** −cos: −1 to 1 (SimSiam, equation 1). */
  NEGATIVE_COSINE {
    @Override
    Tensor ofCosines(Tensor cosines) {
      return cosines.neg();
    }
  };

  abstract Tensor ofCosines(Tensor cosines);

  /**
   * @param predicted [rows, width]
   * @param targets [rows, width]
   */
  public Tensor of(Tensor predicted, Tensor targets) {
    return Scope.run(
        () -> ofCosines(predicted.normalize(1).mul(targets.normalize(1)).sum(1, false)).mean());
  }
}
