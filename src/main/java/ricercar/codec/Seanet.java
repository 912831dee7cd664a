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
 * and under the numbers that checkpoints know them by. The ELUs have numbers too; here they belong
 * to the convolution behind them.
 */
final class Seanet extends Layer {
  /**
   * Samples that the encoder's convolutions take at once. Longer sounds are cut: activations of a
   * few MB are made in memory that is at hand, those of a whole song in pages fetched and cleared
   * for each.
   */
  static final int PIECE = 160_000;

  private final List<UnaryOperator<Tensor>> local = new ArrayList<>();
  private final List<UnaryOperator<Tensor>> whole = new ArrayList<>();
  private final EncodecConfig config;
  private final Stream random;
  private final int pieceLength;
  private int number;
  private boolean cutting;

  /** Samples before and behind a frame that the local steps may look at. */
  private int context;

  private int rate = 1;

  private Seanet(EncodecConfig config, Stream random, int pieceLength) {
    this.config = config;
    this.random = random;
    this.pieceLength = pieceLength;
  }

  /**
   * [batch, audio channels, samples] → [batch, hidden, ⌈samples / hop⌉].
   *
   * @param pieceLength samples to take at once, about; no matter of the result
   */
  static Seanet encoder(EncodecConfig config, Stream random, int pieceLength) {
    Seanet net = new Seanet(config, random, pieceLength);
    // A normalisation over the length sees all of it.
    net.cutting = !config.groupNorm();
    int channels = config.filters();
    net.conv(config.audioChannels(), channels, config.kernelSize(), 1, false);
    for (int i = config.upsamplingRatios().size() - 1; i >= 0; i--) {
      int ratio = config.upsamplingRatios().get(i);
      net.residuals(channels);
      net.conv(channels, 2 * channels, 2 * ratio, ratio, true);
      channels *= 2;
    }
    net.memory(channels);
    net.conv(channels, config.hiddenSize(), config.lastKernelSize(), 1, true);
    return net;
  }

  /** [batch, hidden, frames] → [batch, audio channels, frames × hop]. */
  static Seanet decoder(EncodecConfig config, Stream random) {
    Seanet net = new Seanet(config, random, PIECE);
    int channels = config.filters() << config.upsamplingRatios().size();
    net.conv(config.hiddenSize(), channels, config.kernelSize(), 1, false);
    net.memory(channels);
    for (int ratio : config.upsamplingRatios()) {
      net.convTranspose(channels, channels / 2, ratio);
      channels /= 2;
      net.residuals(channels);
    }
    net.conv(channels, config.audioChannels(), config.lastKernelSize(), 1, true);
    return net;
  }

  Tensor forward(Tensor x) {
    return Scope.run(() -> through(whole, inPieces(x)));
  }

  /**
   * The local steps, piece by piece. Each piece is taken with as much sound around it as its frames
   * can see, and the frames of that are dropped, so the result is that of the whole.
   */
  private Tensor inPieces(Tensor x) {
    int hop = config.hop();
    int samples = (int) x.size(2);
    int frames = config.frames(samples);
    int pieces = Math.round((float) samples / pieceLength);
    if (local.isEmpty() || pieces < 2) {
      return through(local, x);
    }
    int margin = (context + hop - 1) / hop;
    List<Tensor> parts = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      int from = Math.toIntExact((long) frames * piece / pieces);
      int to = Math.toIntExact((long) frames * (piece + 1) / pieces);
      int start = Math.max(0, from - margin);
      int end = Math.min(frames, to + margin);
      parts.add(
          Scope.run(
              () -> {
                Tensor sound = x.slice(2, (long) start * hop, Math.min(samples, end * hop));
                return through(local, sound).slice(2, from - start, to - start);
              }));
    }
    return Tensor.concat(2, parts);
  }

  /** One step after the other; each result is freed as soon as the next one exists. */
  private static Tensor through(List<UnaryOperator<Tensor>> steps, Tensor x) {
    Tensor y = x;
    for (UnaryOperator<Tensor> step : steps) {
      Tensor next = step.apply(y);
      if (y != x) {
        y.close();
      }
      y = next;
    }
    return y;
  }

  private void conv(int in, int out, int kernel, int stride, boolean afterElu) {
    if (afterElu) {
      number++;
    }
    PaddedConv1d conv = numbered(new PaddedConv1d(config, in, out, kernel, stride, 1, own()));
    add(afterElu ? conv::afterElu : conv::forward, conv.context(), stride);
  }

  private void convTranspose(int in, int out, int ratio) {
    number++;
    TrimmedConvTranspose1d conv =
        numbered(new TrimmedConvTranspose1d(config, in, out, 2 * ratio, ratio, own()));
    whole.add(Tensor::elu);
    whole.add(conv::forward);
  }

  private void residuals(int channels) {
    int dilation = 1;
    for (int i = 0; i < config.residualLayers(); i++) {
      ResidualUnit unit = numbered(new ResidualUnit(config, channels, dilation, own()));
      add(unit::forward, unit.context(), 1);
      dilation *= config.dilationGrowthRate();
    }
  }

  private void memory(int channels) {
    cutting = false;
    whole.add(numbered(new Memory(channels, config.lstmLayers(), own()))::forward);
  }

  private void add(UnaryOperator<Tensor> step, int reach, int stride) {
    (cutting ? local : whole).add(step);
    if (cutting) {
      context += reach * rate;
      rate *= stride;
    }
  }

  private Stream own() {
    return random.child("layer", number);
  }

  private <L extends Layer> L numbered(L layer) {
    return child("layers." + number++, layer);
  }
}
