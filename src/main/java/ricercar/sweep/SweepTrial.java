package ricercar.sweep;

import java.util.List;

/**
 * A trial that has ended, with its run for each seed.
 *
 * @param number from 0, in the order of proposals
 */
public record SweepTrial(int number, Proposal proposal, List<Journal.Entry> runs) {
  /** As samplers see it: the mean over the seeds, or failed if one of them did. */
  Trial seen() {
    return new Trial(
        number, proposal, runs.stream().mapToDouble(Journal.Entry::value).average().orElseThrow());
  }

  public boolean failed() {
    return runs.stream().anyMatch(Journal.Entry::failed);
  }
}
