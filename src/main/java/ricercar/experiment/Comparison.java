package ricercar.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;
import ricercar.stats.Bca;
import ricercar.stats.Clusters;
import ricercar.stats.Holm;
import ricercar.stats.Interval;
import ricercar.track.Cell;
import ricercar.track.ResultTable;
import ricercar.track.RunResult;

/** The table of a study from the results of its runs. */
public final class Comparison {
  /** Of columns that stand in the table of one probe alone. */
  static final String TEST_NOTE =
      "p: two-sided sign-flip permutation test of the difference per test group, seeds averaged;"
          + " Holm's correction over the rows.";

  static final String PRECISION_NOTE =
      "AP is too high on few items; its interval is for unlimited items, so the value may stand"
          + " at its upper end or above.";

  private final Report report;
  private final List<Line> lines;
  private final Outcomes first;
  private final PairedScores scores;
  private final Set<String> footnotes = new LinkedHashSet<>();
  private final Set<String> undertrained = new HashSet<>();
  private final Set<String> learnt;

  /**
   * A row with its results by seed, at least one.
   *
   * @param cpuSeconds of each run; empty where it is not known
   */
  public record Line(
      String name,
      Method method,
      SortedMap<Long, RunResult> results,
      SortedMap<Long, Double> cpuSeconds) {
    public Line {
      results = new TreeMap<>(results);
      cpuSeconds = new TreeMap<>(cpuSeconds);
    }

    public Line(String name, Method method, SortedMap<Long, RunResult> results) {
      this(name, method, results, new TreeMap<>());
    }
  }

  private Comparison(Report report, List<Line> lines, Set<String> learnt) {
    this.report = report;
    this.lines = lines;
    this.learnt = learnt;
    first = lines.get(0).results().values().iterator().next().outcomes();
    scores =
        new PairedScores(new Bca(report.resamples(), report.level()), Clusters.of(first.groups()));
    lines.forEach(this::checkItems);
  }

  /**
   * @param lines in the order of the table
   * @param notes further footnotes, such as the name of the corpus
   */
  public static ResultTable table(
      String title, Report report, List<Line> lines, List<String> notes) {
    return table(title, report, lines, notes, Set.of());
  }

  /**
   * @param learnt rows that are clear of the untrained encoder on another task, and so not
   *     under-trained, whatever they are on this one
   */
  static ResultTable table(
      String title, Report report, List<Line> lines, List<String> notes, Set<String> learnt) {
    return new Comparison(report, List.copyOf(lines), learnt).table(title, notes);
  }

  /** The trained rows that are clear of the untrained encoder; none if there is none. */
  static Set<String> clear(Report report, List<Line> lines) {
    Comparison all = new Comparison(report, List.copyOf(lines), Set.of());
    Metric metric = Metric.forTask(all.first.task()).get(0);
    Set<String> clear = new HashSet<>();
    lines.stream()
        .filter(line -> line.method() == Method.UNTRAINED)
        .findFirst()
        .ifPresent(
            untrained ->
                lines.stream()
                    .filter(line -> line.method().trains())
                    .filter(
                        line ->
                            all.better(
                                all.scores.difference(metric, line.results(), untrained.results())))
                    .forEach(line -> clear.add(line.name())));
    return clear;
  }

  private ResultTable table(String title, List<String> notes) {
    List<Metric> metrics = Metric.forTask(first.task());
    List<String> columns = new ArrayList<>();
    List<List<Cell>> cells = new ArrayList<>();
    for (Metric metric : metrics) {
      columns.add(metric.heading(first.task()));
      cells.add(lines.stream().map(line -> value(metric, line)).toList());
    }
    Optional<Line> reference =
        lines.stream().filter(line -> line.name().equals(report.compareTo())).findFirst();
    if (reference.isPresent() && lines.size() > 1) {
      columns.add("Δ %s against %s".formatted(metrics.get(0).title(), reference.get().name()));
      cells.add(differences(metrics.get(0), reference.get()));
      if (metrics.get(0).perItem(first).isPresent()) {
        columns.add("p (Holm)");
        cells.add(tests(metrics.get(0), reference.get()));
      }
    }
    if (report.costs()) {
      for (Cost cost : Cost.values()) {
        columns.add(cost.heading());
        cells.add(lines.stream().map(cost::of).toList());
      }
      footnotes.add(Cost.NOTE);
    }
    footnotes.add(intervalNote());
    if (metrics.contains(Metric.AVERAGE_PRECISION)) {
      // With 40 positives of 400 items, macro AP came out 0.315 where unlimited items give 0.291.
      footnotes.add(PRECISION_NOTE);
    }
    footnotes.addAll(notes);
    footnotes.addAll(report.notes());
    List<ResultTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int row = i;
      rows.add(
          new ResultTable.Row(
              lines.get(i).name(), cells.stream().map(column -> column.get(row)).toList()));
    }
    Claims claims = new Claims(report, scores, metrics.get(0), first.task().kind(), undertrained);
    return new ResultTable(
        title, columns, rows, List.copyOf(footnotes), claims.on(lines), report.reported());
  }

  private Cell value(Metric metric, Line line) {
    return new Cell(
        scores.value(metric, line.results()),
        metric.unit() == Metric.Unit.PERCENT ? Cell.Unit.PERCENT : Cell.Unit.NUMBER,
        scores.clusters().size(),
        List.copyOf(line.results().keySet()),
        scores.seedSpread(metric, line.results()),
        List.of());
  }

  private List<Cell> differences(Metric metric, Line reference) {
    Cell.Unit unit = metric.unit() == Metric.Unit.PERCENT ? Cell.Unit.POINTS : Cell.Unit.DIFFERENCE;
    List<Cell> column = new ArrayList<>();
    for (Line line : lines) {
      if (line == reference) {
        column.add(Cell.EMPTY);
        continue;
      }
      Interval interval = scores.difference(metric, line.results(), reference.results());
      List<Integer> marks = List.of();
      boolean toUntrained = line.method().trains() && reference.method() == Method.UNTRAINED;
      if (toUntrained && !better(interval) && !learnt.contains(line.name())) {
        undertrained.add(line.name());
        marks =
            List.of(
                note("Not clear of the untrained encoder: under-trained, and proves no claim."));
      }
      column.add(paired(interval, unit, line, reference, marks));
    }
    return column;
  }

  private boolean better(Interval difference) {
    return first.task().kind() == Task.Kind.COST ? difference.below(0) : difference.above(0);
  }

  private List<Cell> tests(Metric metric, Line reference) {
    footnotes.add(TEST_NOTE);
    List<Line> others = lines.stream().filter(line -> line != reference).toList();
    double[] adjusted =
        Holm.adjust(
            others.stream()
                .mapToDouble(line -> scores.test(metric, line.results(), reference.results()))
                .toArray());
    return lines.stream()
        .map(
            line ->
                line == reference
                    ? Cell.EMPTY
                    : paired(
                        bare(adjusted[others.indexOf(line)]),
                        Cell.Unit.P_VALUE,
                        line,
                        reference,
                        List.of()))
        .toList();
  }

  private Cell paired(
      Interval interval, Cell.Unit unit, Line line, Line reference, List<Integer> marks) {
    List<Long> seeds = PairedScores.sharedSeeds(line.results(), reference.results());
    return new Cell(interval, unit, scores.clusters().size(), seeds, Double.NaN, marks);
  }

  private static Interval bare(double value) {
    return new Interval(value, Double.NaN, Double.NaN, Double.NaN);
  }

  private int note(String text) {
    footnotes.add(text);
    return List.copyOf(footnotes).indexOf(text);
  }

  private String intervalNote() {
    int groups = scores.clusters().size();
    String clips = groups == first.size() ? "" : " (%d clips)".formatted(first.size());
    return "Intervals: %.0f %% BCa bootstrap, %d resamples of the n test groups%s and of the seeds."
        .formatted(100 * report.level(), report.resamples(), clips);
  }

  private void checkItems(Line line) {
    for (RunResult result : line.results().values()) {
      if (!result.outcomes().items().equals(first.items())) {
        throw new Problem(
            "Row '" + line.name() + "' was judged on other test items than the first row.",
            "Rows of a table must share corpus and split.");
      }
    }
  }
}
