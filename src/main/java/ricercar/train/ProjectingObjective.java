package ricercar.train;

import ricercar.tensor.Tensor;

/** An objective whose loss looks at projections of embeddings, not at embeddings themselves. */
public interface ProjectingObjective extends Objective {
  /** Embeddings [rows, width] → projections z [rows, projection width], in evaluation mode. */
  Tensor project(Tensor embeddings);
}
