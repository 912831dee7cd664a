package ricercar.train;

import java.util.Map;
import ricercar.nn.Layer;
import ricercar.tensor.Tensor;

/** What training makes smaller, and the weights it moves to that end. */
public interface Objective extends AutoCloseable {
  /** All weights that are trained and saved. */
  Layer model();

  /** The loss of a batch, a scalar; called while gradients are recorded. */
  Tensor loss(Batch batch);

  /** The parts of the last loss by name, for the record; empty if it has no parts. */
  default Map<String, Double> terms() {
    return Map.of();
  }

  /** Called when the optimiser has moved the parameters. */
  default void stepped() {}

  @Override
  default void close() {
    model().close();
  }
}
