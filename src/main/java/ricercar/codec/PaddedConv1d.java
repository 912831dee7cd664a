package ricercar.codec;

import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Convolution that pads its input so that ⌈length / stride⌉ frames come out, with EnCodec's rules:
 * causal ones pad on the left alone.
 */
final class PaddedConv1d extends Layer {
  private final Conv conv;
  private final ChannelNorm norm;
  private final boolean causal;
  private final boolean reflect;
  private final int reach;
  private final int stride;
  private final int dilation;

  PaddedConv1d(
      EncodecConfig config, int in, int out, int kernel, int stride, int dilation, Stream random) {
    conv = child("conv", new Conv(in, out, kernel, random));
    norm = config.groupNorm() ? child("norm", new ChannelNorm(out)) : null;
    causal = config.causal();
    reflect = config.padMode().equals("reflect");
    reach = (kernel - 1) * dilation + 1;
    this.stride = stride;
    this.dilation = dilation;
  }

  private static final class Conv extends Layer {
    private final Tensor weight;
    private final Tensor bias;

    Conv(int in, int out, int kernel, Stream random) {
      Initial initial = EluGain.initial(random, (long) in * kernel);
      weight = parameter("weight", initial, out, in, kernel);
      bias = parameter("bias", initial, out);
    }
  }

  /** [batch, in, length] → [batch, out, ⌈length / stride⌉]. */
  Tensor forward(Tensor x) {
    return convolved(x, false);
  }

  /** The same of ELU(x). */
  Tensor afterElu(Tensor x) {
    return convolved(x, true);
  }

  /** Samples that one frame of the output depends on, beyond the stride. */
  int context() {
    return reach - 1;
  }

  int stride() {
    return stride;
  }

  private Tensor convolved(Tensor x, boolean elu) {
    return Scope.run(
        () -> {
          Tensor padded = padded(x, elu);
          Tensor y = Convolutions.conv1d(padded, conv.weight, conv.bias, stride, 0, dilation, 1);
          return norm == null ? y : norm.forward(y);
        });
  }

  private Tensor padded(Tensor x, boolean elu) {
    int length = (int) x.size(-1);
    int total = reach - stride;
    int frames = Math.floorDiv(length - reach + total + stride - 1, stride) + 1;
    int extra = (frames - 1) * stride + reach - total - length;
    int right = causal ? 0 : total / 2;
    return pad(x, total - right, right + extra, elu);
  }

  private Tensor pad(Tensor x, int left, int right, boolean elu) {
    if (left == 0 && right == 0) {
      return elu ? x.elu() : x;
    }
    if (!reflect) {
      return elu
          ? Convolutions.zeroPad1dElu(x, left, right)
          : Convolutions.zeroPad1d(x, left, right);
    }
    int length = (int) x.size(-1);
    // A mirror needs more sound than it adds: short ones get zeros first, which are cut off again.
    int missing = Math.max(0, Math.max(left, right) - length + 1);
    Tensor enough = missing == 0 ? x : Convolutions.zeroPad1d(x, 0, missing);
    Tensor mirrored =
        elu
            ? Convolutions.reflectPad1dElu(enough, left, right)
            : Convolutions.reflectPad1d(enough, left, right);
    return missing == 0 ? mirrored : mirrored.slice(2, 0, mirrored.size(2) - missing);
  }
}
