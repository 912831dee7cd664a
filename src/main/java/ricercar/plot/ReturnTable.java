package ricercar.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ricercar.experiment.FeedbackCurves;
import ricercar.experiment.FeedbackCurves.Spent;
import ricercar.oracle.Returns;
import ricercar.stats.Interval;

/** What each way of asking is worth beside random queries, with intervals over seeds. */
public final class ReturnTable {
  private static final double MOSTLY = 0.5;

  private ReturnTable() {}

  /**
   * A line for each row that spent something.
   *
   * @param random the row of random queries
   */
  public static Grid of(FeedbackCurves curves, String measure, String random) {
    String points = ReturnCurves.isShare(measure) ? ", points" : "";
    List<List<String>> lines = new ArrayList<>();
    for (String row : curves.rows().stream().filter(curves::spends).toList()) {
      Returns verdicts = curves.returns(row, random, measure, Spent.VERDICTS);
      Returns minutes = curves.returns(row, random, measure, Spent.MINUTES);
      double scale = ReturnCurves.scale(measure);
      lines.add(
          List.of(
              row,
              told(verdicts.gain(), scale),
              told(verdicts.gainPerUnit(), 10 * scale),
              told(minutes.gainPerUnit(), 10 * scale),
              row.equals(random) ? "–" : told(verdicts.areaAboveRandom(), scale),
              row.equals(random) ? "1" : told(verdicts.toRandomsLast()),
              row.equals(random) ? "1" : told(minutes.toRandomsLast())));
    }
    return new Grid(
        "Return on annotation: " + measure,
        List.of(
            "row",
            "gain" + points,
            "per 10 verdicts",
            "per 10 minutes",
            "mean above random" + points,
            "verdicts to random's last",
            "minutes to random's last"),
        lines,
        List.of(
            "Brackets: 95 % BCa bootstrap over seeds; of one seed they say nothing.",
            "To random's last: what has to be spent to get where '"
                + random
                + "' ends, as a multiple of what it spent itself; – where it is not reached."));
  }

  /**
   * By how much each row's mean value over the budget lies above that of random queries; points are
   * single seeds.
   */
  public static Intervals aboveRandom(FeedbackCurves curves, String measure, String random) {
    double scale = ReturnCurves.scale(measure);
    Intervals picture =
        Intervals.titled(
            measure + ": mean over the budget, above " + random,
            ReturnCurves.isShare(measure) ? "points" : measure);
    for (String row : curves.rows().stream().filter(curves::spends).toList()) {
      if (!row.equals(random)) {
        Returns returns = curves.returns(row, random, measure, Spent.VERDICTS);
        Interval above = returns.areaAboveRandom();
        double[] seeds = new double[returns.runs().size()];
        Arrays.setAll(
            seeds, i -> scale * (returns.runs().get(i).area() - returns.random().get(i).area()));
        picture =
            picture.row(
                row, scale * above.estimate(), scale * above.low(), scale * above.high(), seeds);
      }
    }
    return picture.reference("random", 0);
  }

  private static String told(Interval interval, double scale) {
    return String.format(
            Locale.ROOT,
            scale >= 100 ? "%+.1f [%+.1f, %+.1f]" : "%+.3f [%+.3f, %+.3f]",
            scale * interval.estimate(),
            scale * interval.low(),
            scale * interval.high())
        .replace('-', '−');
  }

  /** Only where most resamples reach the target: of the others an interval would be too kind. */
  private static String told(Returns.Relative relative) {
    Interval interval = relative.interval();
    return relative.defined() < MOSTLY || !Double.isFinite(interval.estimate())
        ? "–"
        : String.format(
            Locale.ROOT, "%.2f [%.2f, %.2f]", interval.estimate(), interval.low(), interval.high());
  }
}
