package ricercar.plot;

import java.util.List;
import ricercar.experiment.FeedbackCurves;
import ricercar.experiment.FeedbackCurves.Spent;
import ricercar.stats.Interval;

/** What rows of feedback gained for what was spent: means over seeds in their intervals. */
public final class ReturnCurves {
  private ReturnCurves() {}

  /**
   * A line for each row, in the colour that the row has in every such figure of the study. A row
   * that spends nothing stands where the others stood after as many rounds: after as many steps.
   *
   * @param measure such as "probe accuracy"
   */
  public static Curves of(FeedbackCurves curves, String measure, Spent spent, List<String> shown) {
    double scale = scale(measure);
    String x = spent == Spent.VERDICTS ? "verdicts" : "time of the oracle (min)";
    Curves figure =
        Curves.titled(
                measure + " by " + (spent == Spent.VERDICTS ? "verdicts" : "minutes"),
                x,
                unit(measure))
            .colouredAs(curves.rows());
    double[] usual =
        curves.rows().stream()
            .filter(curves::spends)
            .findFirst()
            .map(row -> curves.band(row, measure, spent).spent())
            .orElse(null);
    for (String row : shown) {
      FeedbackCurves.Band band = curves.band(row, measure, spent);
      List<Interval> values = band.values();
      figure =
          figure.band(
              row,
              curves.spends(row) || usual == null ? band.spent() : usual,
              values.stream().mapToDouble(v -> scale * v.estimate()).toArray(),
              values.stream().mapToDouble(v -> scale * v.low()).toArray(),
              values.stream().mapToDouble(v -> scale * v.high()).toArray());
    }
    return figure;
  }

  /** Shares in percent, all else as it is. */
  static double scale(String measure) {
    return isShare(measure) ? 100 : 1;
  }

  private static String unit(String measure) {
    return isShare(measure) ? measure + " (%)" : measure;
  }

  static boolean isShare(String measure) {
    return measure.endsWith("accuracy") || measure.endsWith("agreement");
  }
}
