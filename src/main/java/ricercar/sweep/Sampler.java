package ricercar.sweep;

import java.util.List;

/**
 * Proposes the points of a sweep. A proposal is a function of the arguments alone, so that a sweep
 * is the same however its trials are spread over time and machines.
 */
public sealed interface Sampler permits Grid, RandomSearch, Sobol, Tpe, Asha {
  /** How many trials there are in all. */
  int trials(List<Axis> space);

  /** Whether proposals depend on what was seen; if not, all trials may run at once. */
  default boolean looksBack() {
    return true;
  }

  /**
   * The next proposal, whose number is {@code proposed.size()}.
   *
   * @param seed of the sweep, the same for all its trials
   * @param proposed all proposals so far, in their order
   * @param seen the trials 0 … number − W, all ended, in their order; W is the sweep's window
   */
  Proposal propose(List<Axis> space, long seed, List<Proposal> proposed, List<Trial> seen);
}
