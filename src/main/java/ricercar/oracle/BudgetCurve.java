package ricercar.oracle;

import java.util.List;
import ricercar.Problem;

/**
 * What one run gained for what it was given.
 *
 * @param spent verdicts or minutes so far, ascending; 0 at first
 * @param values of a measure that is better when larger, after each
 */
public record BudgetCurve(double[] spent, double[] values) {
  public BudgetCurve {
    Problem.unless(
        spent.length == values.length && spent.length >= 1,
        "A curve has %d values of %d budgets.",
        values.length,
        spent.length);
    for (int i = 0; i < spent.length; i++) {
      Problem.unless(
          i == 0 ? spent[0] == 0 : spent[i] >= spent[i - 1],
          "The budgets of a curve begin with 0 and ascend: %s at place %d.",
          spent[i],
          i);
    }
  }

  /** Place by place, each curve as often as it counts; all have as many places. */
  static BudgetCurve mean(List<BudgetCurve> curves, int[] counts) {
    double[] spent = new double[curves.get(0).spent.length];
    double[] values = new double[spent.length];
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += counts[c];
    }
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < spent.length; i++) {
        spent[i] += counts[c] / sum * curves.get(c).spent[i];
        values[i] += counts[c] / sum * curves.get(c).values[i];
      }
    }
    return new BudgetCurve(spent, values);
  }

  public double first() {
    return values[0];
  }

  public double last() {
    return values[values.length - 1];
  }

  public double spentAtLast() {
    return spent[spent.length - 1];
  }

  /** What the whole budget gained, by verdict or minute; NaN where nothing was spent. */
  public double gainPerUnit() {
    return spentAtLast() == 0 ? Double.NaN : (last() - first()) / spentAtLast();
  }

  /** The mean value over the budget, values joined by straight lines; the first if it is empty. */
  public double area() {
    if (spentAtLast() == 0) {
      return first();
    }
    double area = 0;
    for (int i = 1; i < spent.length; i++) {
      area += (spent[i] - spent[i - 1]) * (values[i] + values[i - 1]) / 2;
    }
    return area / spentAtLast();
  }

  /** What has to be spent until a value is reached for the first time; NaN if it never is. */
  public double reach(double target) {
    if (values[0] >= target) {
      return 0;
    }
    for (int i = 1; i < values.length; i++) {
      if (values[i] >= target) {
        double share = (target - values[i - 1]) / (values[i] - values[i - 1]);
        return spent[i - 1] + share * (spent[i] - spent[i - 1]);
      }
    }
    return Double.NaN;
  }
}
