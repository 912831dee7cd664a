package ricercar.model;

import ricercar.nn.Layer;
import ricercar.nn.Linear;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Embedding → projection z: linear, ReLU, linear, without biases (SemiSupCon, CLMR). */
public final class ProjectionHead extends Layer {
  private final Linear hidden;
  private final Linear out;

  public ProjectionHead(int width, int projectionWidth, Stream random) {
    hidden = child("0", Linear.withoutBias(width, width, random.child("hidden")));
    out = child("2", Linear.withoutBias(width, projectionWidth, random.child("out")));
  }

  /** [views, width] → [views, projectionWidth]. */
  public Tensor forward(Tensor embeddings) {
    return Scope.run(() -> out.forward(hidden.forward(embeddings).relu()));
  }
}
