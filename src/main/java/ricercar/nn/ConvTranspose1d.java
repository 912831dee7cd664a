package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Tensor;

/**
 * Transposed convolution with a bias, without padding: each step becomes {@code kernel} steps,
 * every {@code stride}; weight [in, out, kernel].
 */
public final class ConvTranspose1d extends Layer {
  private final Tensor weight;
  private final Tensor bias;
  private final int stride;

  public ConvTranspose1d(int in, int out, int kernel, int stride, Stream random) {
    this.stride = stride;
    // PyTorch reads the fan-in off the second axis, which here is that of the outputs.
    Initial initial = Initial.uniform(random, (long) out * kernel);
    weight = parameter("weight", initial, in, out, kernel);
    bias = parameter("bias", initial, out);
  }

  /** [batch, in, length] → [batch, out, (length − 1)·stride + kernel]. */
  public Tensor forward(Tensor x) {
    return Convolutions.convTranspose1d(x, weight, bias, stride, 0);
  }
}
