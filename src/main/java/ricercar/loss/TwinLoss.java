package ricercar.loss;

import java.util.Map;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** A loss of two views of each clip that needs neither negatives nor a teacher. */
public sealed interface TwinLoss permits BarlowTwinsLoss, VicRegLoss {
  /**
   * The weighted parts of the loss by name, each a scalar; they belong to the open scope.
   *
   * @param first projections of the first view of each clip, [N, width], N at least 2
   * @param second of the second views
   */
  Map<String, Tensor> parts(Tensor first, Tensor second);

  /** Their sum. */
  default Tensor of(Tensor first, Tensor second) {
    return Scope.run(
        () -> parts(first, second).values().stream().reduce(Tensor::add).orElseThrow());
  }
}
