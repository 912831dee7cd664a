package ricercar.experiment;

import ricercar.Problem;

/**
 * Which labels training may see. Probes always see those of all training clips.
 *
 * @param labelledShare p_s, the share of the training clips that show their labels
 * @param labelledShareInBatch b_s, the share of each batch that is drawn from them; null lets them
 *     come as often as there are
 */
public record LabelUse(double labelledShare, Double labelledShareInBatch) {
  public LabelUse {
    Problem.unless(
        labelledShare >= 0 && labelledShare <= 1,
        "labels.labelledShare must be within 0 and 1, but is %s.",
        labelledShare);
    Problem.unless(
        labelledShareInBatch == null || labelledShareInBatch >= 0 && labelledShareInBatch <= 1,
        "labels.labelledShareInBatch must be within 0 and 1, but is %s.",
        labelledShareInBatch);
  }
}
