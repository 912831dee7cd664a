package ricercar.codec;

import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.tensor.Normalizations;
import ricercar.tensor.Tensor;

/** Group normalisation with one group: over all channels and the whole length. */
final class ChannelNorm extends Layer {
  private final Tensor weight;
  private final Tensor bias;

  ChannelNorm(int channels) {
    weight = parameter("weight", Initial.ONES, channels);
    bias = parameter("bias", Initial.ZEROS, channels);
  }

  Tensor forward(Tensor x) {
    return Normalizations.groupNorm(x, 1, weight, bias);
  }
}
