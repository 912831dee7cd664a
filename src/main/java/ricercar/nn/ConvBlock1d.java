package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Convolution of kernel 3, batch normalisation, ReLU and, if asked for, max pooling by 3. */
public final class ConvBlock1d extends Layer {
  private final Conv1d conv;
  private final BatchNorm bn;
  private final boolean pool;

  private ConvBlock1d(Conv1d conv, int out, boolean pool) {
    this.conv = child("conv", conv);
    this.bn = child("bn", new BatchNorm(out));
    this.pool = pool;
  }

  /** Stride 3 and no padding: a third of the length. */
  public static ConvBlock1d strided(int in, int out, Stream random) {
    return new ConvBlock1d(new Conv1d(in, out, 3, 3, 0, random), out, false);
  }

  /** Stride 1 and equal length. */
  public static ConvBlock1d same(int in, int out, Stream random) {
    return new ConvBlock1d(new Conv1d(in, out, 3, 1, 1, random), out, false);
  }

  /** Stride 1, then max pooling by 3. */
  public static ConvBlock1d pooled(int in, int out, Stream random) {
    return new ConvBlock1d(new Conv1d(in, out, 3, 1, 1, random), out, true);
  }

  /** As {@link #same}, with weights made for the ReLU (He et al. 2015). */
  public static ConvBlock1d heSame(int in, int out, Stream random) {
    return new ConvBlock1d(Conv1d.beforeRelu(in, out, 3, random), out, false);
  }

  /** As {@link #pooled}, with weights made for the ReLU (He et al. 2015). */
  public static ConvBlock1d hePooled(int in, int out, Stream random) {
    return new ConvBlock1d(Conv1d.beforeRelu(in, out, 3, random), out, true);
  }

  public Tensor forward(Tensor x, Mode mode) {
    return Scope.run(
        () ->
            pool
                ? Convolutions.maxPool1dRelu(bn.forward(conv.forward(x), mode), 3, 3)
                : bn.forwardRelu(conv.forward(x), mode));
  }
}
