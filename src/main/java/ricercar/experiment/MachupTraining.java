package ricercar.experiment;

import java.util.List;
import ricercar.Problem;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;

/**
 * How a masked model learns (report A.2).
 *
 * @param maskRatio p, the share of frames that are dropped
 * @param maskRatioEnd at the last step, reached in a straight line; null: it stays
 * @param maskedWeight δ
 * @param codebookWeights of the reconstruction; all alike if null
 * @param reconstructionWeight λ
 * @param cachedVersions of each training clip, where a chain augments them: that many are encoded
 *     once; 0 encodes every view anew
 */
public record MachupTraining(
    Approach approach,
    Masking masking,
    double maskRatio,
    Double maskRatioEnd,
    double maskedWeight,
    List<Double> codebookWeights,
    double reconstructionWeight,
    ContrastSpec contrast,
    int cachedVersions) {
  public MachupTraining {
    Problem.unless(
        cachedVersions >= 0,
        "machup.cachedVersions must not be negative, but is %d.",
        cachedVersions);
    Problem.unless(
        reconstructionWeight >= 0 && reconstructionWeight <= 1,
        "machup.reconstructionWeight must lie between 0 and 1, but is %s.",
        reconstructionWeight);
    boolean masks = maskRatio > 0 || maskRatioEnd != null && maskRatioEnd > 0;
    Problem.unless(
        masks || maskedWeight == 0 || reconstructionWeight == 0,
        "machup.maskRatio is 0, so machup.maskedWeight must be 0 too, not %s: else the"
            + " reconstruction term would shrink by that share.",
        maskedWeight);
  }

  MaskRatio ratio(long steps) {
    return new MaskRatio(maskRatio, maskRatioEnd == null ? maskRatio : maskRatioEnd, steps);
  }

  ReconstructionLoss reconstruction() {
    return new ReconstructionLoss(maskedWeight, codebookWeights);
  }

  /** λ = 1. */
  MachupTraining reconstructing() {
    return with(1, maskRatio, maskRatioEnd, contrast);
  }

  /** λ = 0, at another mask ratio. */
  MachupTraining contrasting(double ratio, Double classWeight) {
    return with(
        0, ratio, null, classWeight == null ? contrast : contrast.withClassWeight(classWeight));
  }

  private MachupTraining with(double lambda, double ratio, Double end, ContrastSpec spec) {
    return new MachupTraining(
        approach, masking, ratio, end, maskedWeight, codebookWeights, lambda, spec, cachedVersions);
  }
}
