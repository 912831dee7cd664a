package ricercar.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.oracle.BudgetCurve;
import ricercar.oracle.Returns;
import ricercar.random.Stream;
import ricercar.stats.Bca;
import ricercar.stats.Interval;
import ricercar.stats.Statistic;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;

/**
 * What the rows of a study of feedback gained round by round: for charts, and for the returns on
 * annotation beside a row of random queries.
 *
 * @param runs of method oracle, row by row and seed by seed
 */
public record FeedbackCurves(List<Study.Finished> runs) {
  /** What is spent. */
  public enum Spent {
    VERDICTS("verdicts"),
    MINUTES("minutes");

    private final String measure;

    Spent(String measure) {
      this.measure = measure;
    }
  }

  public FeedbackCurves {
    runs = runs.stream().filter(run -> run.experiment().method() == Method.ORACLE).toList();
    Problem.unless(!runs.isEmpty(), "None of the runs is of method oracle.");
  }

  /** The names of the rows, in their order. */
  public List<String> rows() {
    return runs.stream().map(Study.Finished::row).distinct().toList();
  }

  /** Whether a row gave any verdict; "no feedback" gives none. */
  public boolean spends(String row) {
    return of(row, measures().get(0), Spent.VERDICTS).values().iterator().next().spentAtLast() > 0;
  }

  /** What is measured after every round, such as "probe accuracy". */
  public List<String> measures() {
    TreeSet<String> all = null;
    for (MetricsLog.Entry point : points(runs.get(0).folder())) {
      if (all == null) {
        all = new TreeSet<>(point.values().keySet());
      }
      all.retainAll(point.values().keySet());
    }
    for (Spent spent : Spent.values()) {
      all.remove(spent.measure);
    }
    return List.copyOf(all);
  }

  /** Each round of a run, the one before any verdict first. */
  public static List<MetricsLog.Entry> points(RunFolder run) {
    return OracleLab.points(run);
  }

  /** One curve of each seed of a row, seeds ascending. */
  public Map<Long, BudgetCurve> of(String row, String measure, Spent spent) {
    Map<Long, BudgetCurve> curves = new LinkedHashMap<>();
    runs.stream()
        .filter(run -> run.row().equals(row))
        .sorted((a, b) -> Long.compare(a.experiment().seed(), b.experiment().seed()))
        .forEach(
            run ->
                curves.put(run.experiment().seed(), curve(points(run.folder()), measure, spent)));
    Problem.unless(!curves.isEmpty(), "There is no row '%s' among %s.", row, rows());
    return curves;
  }

  private static BudgetCurve curve(List<MetricsLog.Entry> points, String measure, Spent spent) {
    double[] x = new double[points.size()];
    double[] y = new double[points.size()];
    for (int i = 0; i < x.length; i++) {
      Map<String, Double> values = points.get(i).values();
      Problem.unless(
          values.containsKey(measure), "'%s' was not measured after every round.", measure);
      x[i] = values.get(spent.measure);
      y[i] = values.get(measure);
    }
    return new BudgetCurve(x, y);
  }

  /**
   * A row's mean over its seeds.
   *
   * @param spent after each round
   * @param values after each round, with intervals over seeds; one seed has none to speak of
   */
  public record Band(double[] spent, List<Interval> values) {
    public Band {
      values = List.copyOf(values);
    }
  }

  /** The mean over the seeds of a row, round by round. */
  public Band band(String row, String measure, Spent spent) {
    List<BudgetCurve> curves = List.copyOf(of(row, measure, spent).values());
    double[] x = new double[curves.get(0).spent().length];
    List<Interval> y = new ArrayList<>();
    for (int round = 0; round < x.length; round++) {
      int at = round;
      x[at] = curves.stream().mapToDouble(curve -> curve.spent()[at]).average().orElseThrow();
      double[] values = curves.stream().mapToDouble(curve -> curve.values()[at]).toArray();
      y.add(
          Bca.STANDARD.interval(
              Statistic.mean(values), Stream.of(0, "band").child("round", at), values.length));
    }
    return new Band(x, y);
  }

  /** Of a row beside one of random queries; both must have the same seeds. */
  public Returns returns(String row, String random, String measure, Spent spent) {
    Map<Long, BudgetCurve> own = of(row, measure, spent);
    Map<Long, BudgetCurve> other = of(random, measure, spent);
    Problem.unless(
        own.keySet().equals(other.keySet()),
        "Rows '%s' and '%s' have other seeds: %s and %s.",
        row,
        random,
        own.keySet(),
        other.keySet());
    return new Returns(
        List.copyOf(own.values()),
        List.copyOf(other.values()),
        Bca.STANDARD,
        Stream.of(0, "returns"));
  }

  /**
   * The returns of all rows that spent something, as CSV: a line for each measure, row and kind of
   * spending, values with their 95 % intervals.
   *
   * @param random the row of random queries
   */
  public String toCsv(String random) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "measure,row,spent,seeds,gain,gain low,gain high,gain per unit,per unit low,per unit high,"
            + "area,area low,area high,area above random,above low,above high,"
            + "to random's last,to low,to high,to defined,deficiency,deficiency low,"
            + "deficiency high,deficiency defined");
    for (String measure : measures()) {
      for (String row : rows()) {
        for (Spent spent : Spent.values()) {
          if (spends(row)) {
            lines.add(line(measure, row, spent, returns(row, random, measure, spent)));
          }
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(String measure, String row, Spent spent, Returns returns) {
    Returns.Relative target = returns.toRandomsLast();
    Returns.Relative deficiency = returns.deficiency();
    return "\"%s\",\"%s\",%s,%d,%s,%s,%s,%s,%s,%s,%s,%s"
        .formatted(
            measure.replace("\"", "\"\""),
            row.replace("\"", "\"\""),
            spent.measure,
            returns.runs().size(),
            text(returns.gain()),
            text(returns.gainPerUnit()),
            text(returns.area()),
            text(returns.areaAboveRandom()),
            text(target.interval()),
            target.defined(),
            text(deficiency.interval()),
            deficiency.defined());
  }

  private static String text(Interval interval) {
    return String.format(
        Locale.ROOT, "%.6g,%.6g,%.6g", interval.estimate(), interval.low(), interval.high());
  }
}
