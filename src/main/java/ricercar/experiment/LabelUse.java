package ricercar.experiment;

import ricercar.Problem;

/**
 * Which labels training may see. Probes always see those of all training clips.
 *
 * @param labelledShare p_s, the share of the training clips that show their labels
 * @param labelledShareInBatch b_s, the share of each batch that is drawn from them; null lets them
 *     come as often as there are
 * @param task whose labels are shown; the experiment's own task if null
 * @param corpus where the labelled clips come from, and with them all others of the batch from the
 *     experiment's corpus, without labels; the experiment's corpus if null
 */
public record LabelUse(
    double labelledShare, Double labelledShareInBatch, String task, @OrNone CorpusSpec corpus) {
  /** None at all. */
  static final LabelUse NONE = new LabelUse(0, null, null, null);

  public LabelUse {
    Problem.unless(
        labelledShare >= 0 && labelledShare <= 1,
        "labels.labelledShare must be within 0 and 1, but is %s.",
        labelledShare);
    Problem.unless(
        labelledShareInBatch == null || labelledShareInBatch >= 0 && labelledShareInBatch <= 1,
        "labels.labelledShareInBatch must be within 0 and 1, but is %s.",
        labelledShareInBatch);
    Problem.unless(
        corpus == null || labelledShare > 0,
        "labels.corpus names where labels come from, but labels.labelledShare is 0.");
    Problem.unless(
        corpus == null || labelledShareInBatch != null && labelledShareInBatch > 0,
        "labels.corpus needs labels.labelledShareInBatch, which says how much of a batch it gives.");
  }
}
