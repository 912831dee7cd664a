package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Convolution 3 × 3, batch normalisation, max pooling 2 × 2 and ReLU. */
public final class ConvBlock2d extends Layer {
  private final Conv2d conv;
  private final BatchNorm bn;

  public ConvBlock2d(int in, int out, Stream random) {
    conv = child("conv", new Conv2d(in, out, 3, random));
    bn = child("bn", new BatchNorm(out));
  }

  /** [batch, in, height, width] → [batch, out, height / 2, width / 2]. */
  public Tensor forward(Tensor x, Mode mode) {
    return Scope.run(
        () -> {
          Tensor y = Convolutions.channelsLast(conv.forward(x));
          return Convolutions.maxPool2dRelu(bn.forward(y, mode), 2);
        });
  }
}
