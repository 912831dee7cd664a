package ricercar.train;

/** The batch of each step, as a pure function of the step; safe to ask from several threads. */
public interface Batches {
  /**
   * @param step counted from 0
   */
  Batch at(long step);
}
