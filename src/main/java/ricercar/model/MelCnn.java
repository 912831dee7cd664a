package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import ricercar.audio.MelFilters;
import ricercar.nn.BatchNorm;
import ricercar.nn.ConvBlock2d;
import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Spectra;
import ricercar.tensor.Tensor;

/**
 * A log-mel front end, normalised by band; convolution blocks; the mean and the maximum over time
 * side by side.
 */
public final class MelCnn extends Encoder {
  private static final double FLOOR = 1e-5;

  private final MelCnnConfig config;
  private final Tensor filters; // [bins, bands]
  private final BatchNorm norm;
  private final List<ConvBlock2d> blocks = new ArrayList<>();
  private final int width;

  MelCnn(MelCnnConfig config, Stream random) {
    this.config = config;
    filters = child("mel", new FilterBank(config)).filters;
    norm = child("norm", new BatchNorm(config.bands()));
    int in = 1;
    for (int i = 0; i < config.channels().size(); i++) {
      int out = config.channels().get(i);
      blocks.add(child("blocks." + i, new ConvBlock2d(in, out, random.child("block", i))));
      in = out;
    }
    width = 2 * in * (config.bands() >> config.channels().size());
  }

  /** The mel filters as a saved buffer, so that a checkpoint carries its own front end. */
  private static final class FilterBank extends Layer {
    private final Tensor filters;

    FilterBank(MelCnnConfig config) {
      int bins = config.fftSize() / 2 + 1;
      float[] values = MelFilters.of(config.sampleRate(), config.fftSize(), config.bands());
      Initial initial = shape -> Tensor.of(values, shape);
      filters = buffer("filters", initial, bins, config.bands());
    }
  }

  @Override
  public Tensor forward(Tensor waveforms, Mode mode) {
    if (waveforms.size(-1) < minimumLength()) {
      throw new IllegalArgumentException(
          "This MelCnn needs at least %d samples, but the input has %d"
              .formatted(minimumLength(), waveforms.size(-1)));
    }
    return Scope.run(
        () -> {
          // [batch, 1, bands, frames]
          Tensor x = logMel(waveforms, mode).expand(1);
          for (ConvBlock2d block : blocks) {
            Tensor y = block.forward(x, mode);
            x.close();
            x = y;
          }
          // Low and high stay apart, since a bass drum and a cymbal can have the same shape.
          Tensor bands = x.reshape(x.size(0), width / 2, x.size(3)); // [batch, width / 2, frames]
          return Tensor.concat(1, List.of(bands.mean(2, false), bands.max(2, false)));
        });
  }

  /** [batch, 1, samples] → [batch, bands, frames]. */
  private Tensor logMel(Tensor waveforms, Mode mode) {
    return Scope.run(
        () -> {
          Tensor power = Spectra.power(waveforms.squeeze(1), config.fftSize(), config.hop());
          Tensor mel = filters.transpose(0, 1).matMul(power);
          return norm.forward(mel.add(FLOOR).log(), mode);
        });
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int minimumLength() {
    int frames = 1 << config.channels().size();
    return Math.max(config.fftSize() / 2 + 1, (frames - 1) * config.hop());
  }
}
