package ricercar.oracle;

/** A model that verdicts are given to, and that may learn from them. */
public interface FeedbackModel {
  /**
   * Learns from all verdicts so far, from where it stands; what an interrupted call has done is not
   * done again.
   *
   * @param round from 1
   */
  void rectify(int round, LabelState state);

  /** Gives the session what the model makes of all clips now. */
  void look(Feedback session);

  /** The model's version, for the ledger. */
  String version();
}
