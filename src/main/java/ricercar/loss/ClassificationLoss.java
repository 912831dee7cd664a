package ricercar.loss;

import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Cross-entropy of logits against known classes; mean over the rows. */
public enum ClassificationLoss {
  /** Exactly one class is true; targets may also be probabilities that sum to 1. */
  ONE_OF_MANY {
    @Override
    public Tensor of(Tensor logits, Tensor targets) {
      return Scope.run(() -> logits.logSoftmax(1).mul(targets).sum(1, false).mean().neg());
    }
  },
  /** Each class is true or not on its own; also the mean over classes. */
  ANY_OF_MANY {
    @Override
    public Tensor of(Tensor logits, Tensor targets) {
      return Scope.run(() -> logits.softplus().sub(logits.mul(targets)).mean());
    }
  };

  /**
   * @param logits [rows, classes]
   * @param targets [rows, classes], 1 where true and 0 elsewhere
   */
  public abstract Tensor of(Tensor logits, Tensor targets);
}
