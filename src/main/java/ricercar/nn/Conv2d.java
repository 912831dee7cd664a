package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Tensor;

/** Square convolution with a bias, stride 1 and equal size, over [batch, in, height, width]. */
public final class Conv2d extends Layer {
  private final Tensor weight;
  private final Tensor bias;
  private final int padding;

  public Conv2d(int in, int out, int kernel, Stream random) {
    padding = kernel / 2;
    Initial initial = Initial.uniform(random, (long) in * kernel * kernel);
    weight = parameter("weight", initial, out, in, kernel, kernel);
    bias = parameter("bias", initial, out);
  }

  public Tensor forward(Tensor x) {
    return Convolutions.conv2d(x, weight, bias, new int[] {1, 1}, new int[] {padding, padding});
  }
}
