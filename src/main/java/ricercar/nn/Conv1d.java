package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Tensor;

/** Convolution with a bias over [batch, in, length]; weight [out, in, kernel]. */
public final class Conv1d extends Layer {
  private final Tensor weight;
  private final Tensor bias;
  private final int stride;
  private final int padding;

  public Conv1d(int in, int out, int kernel, int stride, int padding, Stream random) {
    this.stride = stride;
    this.padding = padding;
    Initial initial = Initial.uniform(random, (long) in * kernel);
    weight = parameter("weight", initial, out, in, kernel);
    bias = parameter("bias", initial, out);
  }

  public Tensor forward(Tensor x) {
    return Convolutions.conv1d(x, weight, bias, stride, padding, 1, 1);
  }
}
