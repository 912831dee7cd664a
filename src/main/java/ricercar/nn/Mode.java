package ricercar.nn;

/** Whether normalisation uses the batch's statistics and dropout drops, or neither. */
public enum Mode {
  TRAINING,
  EVALUATION;

  public boolean training() {
    return this == TRAINING;
  }
}
