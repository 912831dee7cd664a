package ricercar.experiment;

import java.util.List;
import ricercar.Problem;
import ricercar.loss.MelDistanceLoss;
import ricercar.train.CodecObjective;

/**
 * What a codec's training makes smaller.
 *
 * @param quantizeFrom the step at which the codebooks start; before it, latents pass as they are
 * @param timeWeight of the mean absolute difference of samples, beside a mel distance of weight 1
 * @param commitmentWeight of the distance between latents and the codebooks' vectors
 * @param fftSizes windows of the mel distance, in samples
 * @param spectrumWeight of the log-mel spectrum that a linear head reads off the latents while they
 *     are trained; null for no such head
 */
public record CodecTraining(
    long quantizeFrom,
    double timeWeight,
    double commitmentWeight,
    List<Integer> fftSizes,
    Double spectrumWeight) {
  public CodecTraining {
    Problem.unless(
        quantizeFrom >= 0 && timeWeight >= 0 && commitmentWeight >= 0,
        "codecTraining.quantizeFrom, timeWeight and commitmentWeight must not be negative.");
    Problem.unless(
        spectrumWeight == null || spectrumWeight > 0,
        "codecTraining.spectrumWeight must be positive, or left out for no such head, but is %s.",
        spectrumWeight);
    fftSizes = List.copyOf(fftSizes);
  }

  CodecObjective.Settings settings() {
    return new CodecObjective.Settings(
        quantizeFrom, timeWeight, commitmentWeight, spectrumWeight == null ? 0 : spectrumWeight);
  }

  MelDistanceLoss melDistance(int sampleRate) {
    return new MelDistanceLoss(sampleRate, fftSizes);
  }
}
