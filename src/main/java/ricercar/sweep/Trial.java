package ricercar.sweep;

/**
 * A trial that has ended.
 *
 * @param number from 0, in the order of proposals
 * @param value to be made as large as possible; NaN if the trial failed
 */
public record Trial(int number, Proposal proposal, double value) {
  public boolean failed() {
    return Double.isNaN(value);
  }
}
