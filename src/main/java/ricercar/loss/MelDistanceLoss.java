package ricercar.loss;

import java.util.List;
import ricercar.Problem;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * How far two sounds are apart in log-mel spectra of several window lengths: the mean absolute
 * difference of natural logarithms, then the mean over the windows. Short windows hear attacks,
 * long ones pitch (after Yamamoto et al. 2020 and Kumar et al. 2023).
 *
 * @param sampleRate in Hz
 * @param fftSizes window lengths in samples; a quarter of each is its hop
 */
public record MelDistanceLoss(int sampleRate, List<Integer> fftSizes) {
  private static final int MOST_BANDS = 80;

  public MelDistanceLoss {
    fftSizes = List.copyOf(fftSizes);
    Problem.unless(
        sampleRate > 0 && !fftSizes.isEmpty() && fftSizes.stream().allMatch(n -> n >= 16),
        "A mel distance needs a sample rate and window lengths of at least 16: %d, %s.",
        sampleRate,
        fftSizes);
  }

  /**
   * @param a [batch, samples]
   * @param b of the same shape
   * @return a scalar
   */
  public Tensor of(Tensor a, Tensor b) {
    return Scope.run(
        () -> {
          Tensor sum = null;
          for (int fftSize : fftSizes) {
            Tensor one = logMel(a, fftSize).sub(logMel(b, fftSize)).abs().mean();
            sum = sum == null ? one : sum.add(one);
          }
          return sum.div(fftSizes.size());
        });
  }

  private Tensor logMel(Tensor x, int fftSize) {
    int bands = Math.min(MOST_BANDS, fftSize / 8);
    return new LogMel(sampleRate, fftSize, fftSize / 4, bands).of(x);
  }
}
