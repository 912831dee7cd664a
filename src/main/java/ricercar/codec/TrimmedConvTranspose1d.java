package ricercar.codec;

import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Transposed convolution whose output is cut to length × stride; weight [in, out, kernel]. */
final class TrimmedConvTranspose1d extends Layer {
  private final Conv conv;
  private final ChannelNorm norm;
  private final int stride;
  private final int left;
  private final int right;

  TrimmedConvTranspose1d(
      EncodecConfig config, int in, int out, int kernel, int stride, Stream random) {
    conv = child("conv", new Conv(in, out, kernel, stride, random));
    norm = config.groupNorm() ? child("norm", new ChannelNorm(out)) : null;
    this.stride = stride;
    int total = kernel - stride;
    right = config.causal() ? (int) Math.ceil(total * config.trimRightRatio()) : total / 2;
    left = total - right;
  }

  private static final class Conv extends Layer {
    private final Tensor weight;
    private final Tensor bias;

    Conv(int in, int out, int kernel, int stride, Stream random) {
      // Each output hears kernel / stride frames.
      Initial initial = EluGain.initial(random, (long) in * kernel / stride);
      weight = parameter("weight", initial, in, out, kernel);
      bias = parameter("bias", initial, out);
    }
  }

  Tensor forward(Tensor x) {
    return Scope.run(
        () -> {
          Tensor y = Convolutions.convTranspose1d(x, conv.weight, conv.bias, stride, 0);
          Tensor z = norm == null ? y : norm.forward(y);
          return z.slice(2, left, z.size(2) - right);
        });
  }
}
