package ricercar.loss;

import ricercar.audio.MelFilters;
import ricercar.tensor.Scope;
import ricercar.tensor.Spectra;
import ricercar.tensor.Tensor;

/**
 * Log-mel spectra inside a graph: natural logarithms of band powers, floored 50 dB below the power
 * 1.
 *
 * @param sampleRate in Hz
 * @param fftSize window in samples
 * @param hop in samples
 */
public record LogMel(int sampleRate, int fftSize, int hop, int bands) {
  private static final double FLOOR = 1e-5;

  /**
   * @param x [batch, samples]
   * @return [batch, bands, 1 + samples / hop]
   */
  public Tensor of(Tensor x) {
    return Scope.run(
        () -> {
          float[] weights = MelFilters.of(sampleRate, fftSize, bands);
          Tensor filters = Tensor.of(weights, fftSize / 2 + 1, bands).to(x.type());
          Tensor power = Spectra.power(x, fftSize, hop);
          return filters.transpose(0, 1).matMul(power).add(FLOOR).log();
        });
  }
}
