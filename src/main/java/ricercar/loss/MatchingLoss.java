package ricercar.loss;

import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Cross-entropy of finding each row's own column among all: for row i, −log( exp(s<sub>ii</sub>) /
 * Σ<sub>j</sub> exp(s<sub>ij</sub>) ), averaged over the rows (COLA, equation 1).
 */
public final class MatchingLoss {
  private MatchingLoss() {}

  /**
   * @param similarities [rows, columns], at least as many columns as rows; row i belongs to column
   *     i
   */
  public static Tensor of(Tensor similarities) {
    long rows = similarities.size(0);
    if (similarities.rank() != 2 || similarities.size(1) < rows) {
      throw new IllegalArgumentException(similarities + " has rows without a column of their own");
    }
    return Scope.run(
        () -> {
          Tensor own = similarities.gather(1, Tensor.range(rows).expand(1));
          return similarities.logSumExp(1, false).sub(own.squeeze(1)).mean();
        });
  }

  /** ln(columns): all columns look alike. */
  public static double chance(int columns) {
    return Math.log(columns);
  }
}
