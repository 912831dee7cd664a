package ricercar.train;

import ricercar.loss.LogMel;
import ricercar.nn.Conv1d;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Reads a log-mel spectrum off a codec's latents, frame by frame and linearly, while it trains; it
 * is thrown away afterwards. A small decoder cannot place partials in phase, so that its own loss
 * hardly asks the latents for pitch. This head does, without a phase to be met.
 */
final class SpectrumHead extends Layer {
  private static final int WINDOW = 2048;
  private static final int BANDS = 80;

  private final LogMel spectrum;
  private final Conv1d readout;

  /**
   * @param hop samples of a frame of latents
   */
  SpectrumHead(int latentWidth, int sampleRate, int hop, Stream random) {
    spectrum = new LogMel(sampleRate, WINDOW, hop, BANDS);
    readout = child("readout", new Conv1d(latentWidth, BANDS, 1, 1, 0, random));
  }

  /**
   * The mean absolute difference in nats between what is read and what is heard.
   *
   * @param latents [batch, width, frames]
   * @param sound [batch, samples], frames of {@code hop} samples
   */
  Tensor distance(Tensor latents, Tensor sound) {
    return Scope.run(
        () -> {
          Tensor heard = Gradients.without(() -> spectrum.of(sound));
          long frames = Math.min(latents.size(2), heard.size(2));
          Tensor read = readout.forward(latents).slice(2, 0, frames);
          return read.sub(heard.slice(2, 0, frames)).abs().mean();
        });
  }
}
