package ricercar.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * One half of EnCodec: convolutions that change the rate, residual units and an LSTM, in the order
 * and under the numbers that checkpoints know them by.
 */
final class Seanet extends Layer {
  private final List<UnaryOperator<Tensor>> steps = new ArrayList<>();
  private final EncodecConfig config;
  private final Stream random;

  private Seanet(EncodecConfig config, Stream random) {
    this.config = config;
    this.random = random;
  }

  /** [batch, audio channels, samples] → [batch, hidden, ⌈samples / hop⌉]. */
  static Seanet encoder(EncodecConfig config, Stream random) {
    Seanet net = new Seanet(config, random);
    int channels = config.filters();
    net.conv(config.audioChannels(), channels, config.kernelSize(), 1);
    for (int i = config.upsamplingRatios().size() - 1; i >= 0; i--) {
      int ratio = config.upsamplingRatios().get(i);
      net.residuals(channels);
      net.elu();
      net.conv(channels, 2 * channels, 2 * ratio, ratio);
      channels *= 2;
    }
    net.memory(channels);
    net.elu();
    net.conv(channels, config.hiddenSize(), config.lastKernelSize(), 1);
    return net;
  }

  /** [batch, hidden, frames] → [batch, audio channels, frames × hop]. */
  static Seanet decoder(EncodecConfig config, Stream random) {
    Seanet net = new Seanet(config, random);
    int channels = config.filters() << config.upsamplingRatios().size();
    net.conv(config.hiddenSize(), channels, config.kernelSize(), 1);
    net.memory(channels);
    for (int ratio : config.upsamplingRatios()) {
      net.elu();
      net.convTranspose(channels, channels / 2, ratio);
      channels /= 2;
      net.residuals(channels);
    }
    net.elu();
    net.conv(channels, config.audioChannels(), config.lastKernelSize(), 1);
    return net;
  }

  Tensor forward(Tensor x) {
    return Scope.run(
        () -> {
          Tensor y = x;
          for (UnaryOperator<Tensor> step : steps) {
            Tensor next = step.apply(y);
            if (y != x) {
              y.close();
            }
            y = next;
          }
          return y;
        });
  }

  private void conv(int in, int out, int kernel, int stride) {
    steps.add(numbered(new PaddedConv1d(config, in, out, kernel, stride, 1, own()))::forward);
  }

  private void convTranspose(int in, int out, int ratio) {
    steps.add(
        numbered(new TrimmedConvTranspose1d(config, in, out, 2 * ratio, ratio, own()))::forward);
  }

  private void residuals(int channels) {
    int dilation = 1;
    for (int i = 0; i < config.residualLayers(); i++) {
      steps.add(numbered(new ResidualUnit(config, channels, dilation, own()))::forward);
      dilation *= config.dilationGrowthRate();
    }
  }

  private void memory(int channels) {
    steps.add(numbered(new Memory(channels, config.lstmLayers(), own()))::forward);
  }

  private void elu() {
    steps.add(Tensor::elu);
  }

  private Stream own() {
    return random.child("layer", steps.size());
  }

  private <L extends Layer> L numbered(L layer) {
    return child("layers." + steps.size(), layer);
  }
}
