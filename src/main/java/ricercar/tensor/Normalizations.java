package ricercar.tensor;

/** Batch, layer and group normalisation. */
public final class Normalizations {
  private Normalizations() {}

  /**
   * Normalises each channel (axis 1). When training, the statistics are the batch's own and move
   * the running ones in place (momentum 0.1 and unbiased variance, as in PyTorch); else the running
   * ones are used and stay as they are.
   */
  public static Tensor batchNorm(
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor runningMean,
      Tensor runningVariance,
      boolean training) {
    return batchNorm("", "y", x, weight, bias, runningMean, runningVariance, training);
  }

  /**
   * Batch normalisation, then ReLU in place: normalisation does not keep its output for the
   * backward pass, so one activation less is held in memory.
   */
  public static Tensor batchNormRelu(
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor runningMean,
      Tensor runningVariance,
      boolean training) {
    return batchNorm(
        "z = torch.relu_(y)", "z", x, weight, bias, runningMean, runningVariance, training);
  }

  private static Tensor batchNorm(
      String then,
      String result,
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor runningMean,
      Tensor runningVariance,
      boolean training) {
    return Kernel.of(
            "x: Tensor, w: Tensor, b: Tensor, m: Tensor, v: Tensor) -> Tensor",
            "y = torch.batch_norm(x, w, b, m, v, %s, 0.1, 1.0000000000000001e-05, True)"
                .formatted(training ? "True" : "False"),
            then,
            "return " + result)
        .apply(x, weight, bias, runningMean, runningVariance);
  }

  /** Normalises the last axis; weight and bias [last], epsilon 1e-5. */
  public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias) {
    return Kernel.of(
            "x: Tensor, w: Tensor, b: Tensor) -> Tensor",
            "return torch.layer_norm(x, [%d], w, b)".formatted(x.size(-1)))
        .apply(x, weight, bias);
  }

  /** Normalises groups of channels over all other axes; weight and bias [channels]. */
  public static Tensor groupNorm(Tensor x, int groups, Tensor weight, Tensor bias) {
    return Kernel.of(
            "x: Tensor, w: Tensor, b: Tensor) -> Tensor",
            "return torch.group_norm(x, %d, w, b)".formatted(groups))
        .apply(x, weight, bias);
  }
}
