package ricercar.model;

import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.nn.LayerNorm;
import ricercar.nn.Linear;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * COLA's projection g, linear, layer normalisation, tanh, and its bilinear similarity g(x)ᵀ W g(y)
 * (Saeed et al. 2021).
 */
public final class ColaHead extends Layer {
  private final Linear linear;
  private final LayerNorm norm;
  private final Tensor bilinear;

  public ColaHead(int width, int projectionWidth, Stream random) {
    linear = child("linear", new Linear(width, projectionWidth, random.child("linear")));
    norm = child("norm", new LayerNorm(projectionWidth));
    Initial initial = Initial.uniform(random.child("bilinear"), projectionWidth);
    bilinear = parameter("bilinear", initial, projectionWidth, projectionWidth);
  }

  /** [views, width] → [views, projectionWidth]. */
  public Tensor forward(Tensor embeddings) {
    return Scope.run(() -> norm.forward(linear.forward(embeddings)).tanh());
  }

  /** Of projections, [rows, width] and [columns, width] → [rows, columns]. */
  public Tensor similarities(Tensor rows, Tensor columns) {
    return Scope.run(() -> rows.matMul(bilinear).matMul(columns.transpose(0, 1)));
  }
}
