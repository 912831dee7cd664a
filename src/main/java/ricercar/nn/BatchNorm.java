package ricercar.nn;

import ricercar.tensor.Normalizations;
import ricercar.tensor.Tensor;

/** Batch normalisation of axis 1 (Ioffe and Szegedy 2015); epsilon 1e-5, momentum 0.1. */
public final class BatchNorm extends Layer {
  private final Tensor weight;
  private final Tensor bias;
  private final Tensor runningMean;
  private final Tensor runningVariance;

  public BatchNorm(int channels) {
    weight = parameter("weight", Initial.ONES, channels);
    bias = parameter("bias", Initial.ZEROS, channels);
    runningMean = buffer("running_mean", Initial.ZEROS, channels);
    runningVariance = buffer("running_var", Initial.ONES, channels);
  }

  public Tensor forward(Tensor x, Mode mode) {
    return Normalizations.batchNorm(x, weight, bias, runningMean, runningVariance, mode.training());
  }

  /** Normalisation followed by ReLU, at the memory of normalisation alone. */
  public Tensor forwardRelu(Tensor x, Mode mode) {
    return Normalizations.batchNormRelu(
        x, weight, bias, runningMean, runningVariance, mode.training());
  }
}
