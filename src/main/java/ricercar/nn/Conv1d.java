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
    this(in, out, kernel, stride, padding, random, 1);
  }

  /** Stride 1 and equal length, with weights made for a ReLU behind it (He et al. 2015). */
  static Conv1d beforeRelu(int in, int out, int kernel, Stream random) {
    return new Conv1d(in, out, kernel, 1, kernel / 2, random, Math.sqrt(6));
  }

  /**
   * @param gain of the weights, uniform in ±gain/√fanIn; the bias stays in ±1/√fanIn
   */
  private Conv1d(int in, int out, int kernel, int stride, int padding, Stream random, double gain) {
    this.stride = stride;
    this.padding = padding;
    long fanIn = (long) in * kernel;
    weight = parameter("weight", Initial.between(random, gain / Math.sqrt(fanIn)), out, in, kernel);
    bias = parameter("bias", Initial.uniform(random, fanIn), out);
  }

  public Tensor forward(Tensor x) {
    return Convolutions.conv1d(x, weight, bias, stride, padding, 1, 1);
  }
}
