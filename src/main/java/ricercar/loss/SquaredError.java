package ricercar.loss;

import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Mean over rows and targets of the squared differences. */
public final class SquaredError {
  private SquaredError() {}

  /** Both [rows, targets]. */
  public static Tensor of(Tensor predicted, Tensor targets) {
    return Scope.run(() -> predicted.sub(targets).square().mean());
  }
}
