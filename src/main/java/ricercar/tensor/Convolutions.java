package ricercar.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;

/** Convolution, pooling and padding over the last axis of [batch, channels, length]. */
public final class Convolutions {
  private static final int CHANNELS_LAST = 2; // torch.channels_last in serialised TorchScript
  // Sizes of padding follow the data, so they are an argument: in the text of a kernel they would
  // make a new one for every size.
  private static final String MIRRORED = "torch.reflection_pad1d(x, [left, right])";
  private static final String ZEROED = "torch.constant_pad_nd(x, [left, right])";
  private static final Kernel REFLECT = padding("return " + MIRRORED);
  private static final Kernel ZERO = padding("return " + ZEROED);
  private static final Kernel REFLECT_ELU = padding("y = " + MIRRORED, "return torch.elu_(y)");
  private static final Kernel ZERO_ELU = padding("y = " + ZEROED, "return torch.elu_(y)");

  private Convolutions() {}

  private static Kernel padding(String... operations) {
    return Kernel.of(
        "x: Tensor, sizes: Tensor) -> Tensor",
        "left = int(torch.select(sizes, 0, 0))",
        "right = int(torch.select(sizes, 0, 1))",
        String.join("\n    ", operations));
  }

  /**
   * @param weight [out, in / groups, kernel]
   * @param bias [out] or null
   */
  public static Tensor conv1d(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    return Tensor.wrap(
        Conv1d.conv1d(
                x.array(),
                weight.array(),
                bias == null ? null : bias.array(),
                new Shape(stride),
                new Shape(padding),
                new Shape(dilation),
                groups)
            .get(0));
  }

  /** Two-dimensional convolution with a bias over [batch, channels, height, width]; groups 1. */
  public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    return Kernel.of(
            "x: Tensor, w: Tensor, b: Tensor) -> Tensor",
            "return torch.conv2d(x, w, b, [%d, %d], [%d, %d])"
                .formatted(stride[0], stride[1], padding[0], padding[1]))
        .apply(x, weight, bias);
  }

  /**
   * The same values laid out with the channels last in memory, which later operations keep. On a
   * CPU two-dimensional convolution, normalisation and pooling run faster so; long one-dimensional
   * convolutions run slower backwards.
   */
  public static Tensor channelsLast(Tensor x) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "return torch.contiguous(x, memory_format=" + CHANNELS_LAST + ")")
        .apply(x);
  }

  /**
   * @param weight [in, out, kernel]
   * @return length (L − 1)·stride − 2·padding + kernel
   */
  public static Tensor convTranspose1d(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    return Kernel.of(
            "x: Tensor, w: Tensor, b: Tensor) -> Tensor",
            "return torch.conv_transpose1d(x, w, b, [%d], [%d])".formatted(stride, padding))
        .apply(x, weight, bias);
  }

  /** Pads by mirroring without the edge sample; both sides shorter than the input. */
  public static Tensor reflectPad1d(Tensor x, int left, int right) {
    return REFLECT.apply(x, Tensor.of(new long[] {left, right}, 2));
  }

  public static Tensor zeroPad1d(Tensor x, int left, int right) {
    return ZERO.apply(x, Tensor.of(new long[] {left, right}, 2));
  }

  /**
   * Mirrors, then ELU in place. The two commute, so this equals ELU first, without another
   * activation in memory; so with zeros, of which ELU makes zeros.
   */
  public static Tensor reflectPad1dElu(Tensor x, int left, int right) {
    return REFLECT_ELU.apply(x, Tensor.of(new long[] {left, right}, 2));
  }

  /** As {@link #reflectPad1dElu}, with zeros. */
  public static Tensor zeroPad1dElu(Tensor x, int left, int right) {
    return ZERO_ELU.apply(x, Tensor.of(new long[] {left, right}, 2));
  }

  /** The maximum of each window; a remainder shorter than the stride is dropped. */
  public static Tensor maxPool1d(Tensor x, int kernel, int stride) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "return torch.max_pool1d(x, [%d], [%d])".formatted(kernel, stride))
        .apply(x);
  }

  /**
   * Max pooling, then ReLU in place. The two commute, so this equals ReLU first, at a fraction of
   * the work and without another activation in memory.
   */
  public static Tensor maxPool1dRelu(Tensor x, int kernel, int stride) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "y = torch.max_pool1d(x, [%d], [%d])".formatted(kernel, stride),
            "return torch.relu_(y)")
        .apply(x);
  }

  public static Tensor avgPool1d(Tensor x, int kernel, int stride) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "return torch.avg_pool1d(x, [%d], [%d])".formatted(kernel, stride))
        .apply(x);
  }

  /** Square max pooling, then ReLU in place, over [batch, channels, height, width]. */
  public static Tensor maxPool2dRelu(Tensor x, int kernel) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "y = torch.max_pool2d(x, [%d, %d], [%d, %d])".formatted(kernel, kernel, kernel, kernel),
            "return torch.relu_(y)")
        .apply(x);
  }
}
