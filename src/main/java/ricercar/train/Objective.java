package ricercar.train;

import ricercar.nn.Layer;
import ricercar.tensor.Tensor;

/** What training makes smaller, and the weights it moves to that end. */
public interface Objective extends AutoCloseable {
  /** All weights that are trained and saved. */
  Layer model();

  /** The loss of a batch, a scalar; called while gradients are recorded. */
  Tensor loss(Batch batch);

  @Override
  default void close() {
    model().close();
  }
}
