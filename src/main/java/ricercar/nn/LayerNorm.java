package ricercar.nn;

import ricercar.tensor.Normalizations;
import ricercar.tensor.Tensor;

/** Normalises the last axis (Ba et al. 2016); epsilon 1e-5. */
public final class LayerNorm extends Layer {
  private final Tensor weight;
  private final Tensor bias;

  public LayerNorm(int width) {
    weight = parameter("weight", Initial.ONES, width);
    bias = parameter("bias", Initial.ZEROS, width);
  }

  public Tensor forward(Tensor x) {
    return Normalizations.layerNorm(x, weight, bias);
  }
}
