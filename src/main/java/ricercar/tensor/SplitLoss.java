package ricercar.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The sum of several losses of one tensor, and how hard each pulls at it. Each loss is
 * back-propagated by itself down to the tensor, and freed; what they found goes on from there
 * together, so that the work is that of a plain sum.
 *
 * @param sum a scalar with the value and the gradients of the plain sum
 * @param norms the norm of each loss's gradient by the shared tensor; empty outside a recording
 */
public record SplitLoss(Tensor sum, Map<String, Double> norms) {
  /**
   * @param losses functions of the shared tensor to a scalar; parameters that they alone use get
   *     their gradients here and now
   */
  public static SplitLoss of(Tensor shared, Map<String, UnaryOperator<Tensor>> losses) {
    if (!JniUtils.isGradMode()) {
      Tensor sum =
          losses.values().stream().map(l -> l.apply(shared)).reduce(Tensor::add).orElseThrow();
      return new SplitLoss(sum, Map.of());
    }
    Map<String, Double> norms = new LinkedHashMap<>();
    Tensor value = Tensor.scalar(0, shared.type());
    Tensor gradient = null;
    for (Map.Entry<String, UnaryOperator<Tensor>> loss : losses.entrySet()) {
      try (Scope scope = Scope.open()) {
        Tensor leaf = shared.detach().requireGradient(true);
        Tensor own = loss.getValue().apply(leaf);
        backward(own);
        Tensor slope = leaf.gradient().detach();
        norms.put(loss.getKey(), GradientNorm.of(List.of(slope)));
        Tensor former = gradient;
        gradient =
            scope.keep(Gradients.without(() -> former == null ? slope.copy() : former.add(slope)));
        Tensor before = value;
        value = scope.keep(Gradients.without(() -> before.add(own.detach())));
      }
    }
    // The value of the sum with the gradient that was found beside it.
    Tensor linear = shared.mul(gradient).sum();
    return new SplitLoss(linear.sub(linear.detach()).add(value), norms);
  }

  private static void backward(Tensor loss) {
    try (NDArray one = Tensor.ones(loss.type(), loss.shape()).array()) {
      JniUtils.backward((PtNDArray) loss.array(), (PtNDArray) one, false, false);
    }
  }
}
