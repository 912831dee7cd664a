package ricercar.sweep;

import java.util.List;
import ricercar.random.Stream;

/**
 * Proposes the points of a sweep. A proposal is a function of the arguments alone, so that a sweep
 * is the same however its trials are spread over time and machines.
 */
public interface Sampler {
  /** How many trials there are in all. */
  int trials(List<Axis> space);

  /** Whether proposals depend on what was seen; if not, all trials may run at once. */
  boolean looksBack();

  /**
   * The proposal of trial k.
   *
   * @param random of this trial alone
   * @param proposed of trials 0 … k − 1, whether they have ended or not
   * @param seen the trials 0 … k − W, all ended, in their order; W is the sweep's window
   */
  Proposal propose(List<Axis> space, Stream random, List<Proposal> proposed, List<Trial> seen);
}
