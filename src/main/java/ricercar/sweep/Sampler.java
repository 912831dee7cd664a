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

  /**
   * @param random of this trial alone
   * @param trial from 0
   * @param seen the trials 0 … trial − W, all ended, in their order; W is the sweep's window
   */
  Proposal propose(List<Axis> space, Stream random, int trial, List<Trial> seen);
}
