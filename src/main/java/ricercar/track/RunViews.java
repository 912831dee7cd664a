package ricercar.track;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import ricercar.probe.ProbeTrial;

/** What SQL sees of runs: {@code runs}, {@code metrics} and {@code probes}. */
final class RunViews {
  private final List<RunRecord> runs;

  RunViews(List<RunRecord> runs) {
    this.runs = runs;
  }

  List<DataTable> all() {
    return List.of(runs(), metrics(), probes());
  }

  /** A row for each run, with every setting, metric and measure that any of them has. */
  private DataTable runs() {
    Columns<RunRecord> columns = new Columns<>(runs);
    columns.add("run", RunRecord::run);
    columns.add("store", RunRecord::store);
    columns.add("folder", run -> run.folder().toString());
    columns.add("name", RunRecord::name);
    columns.add("method", RunRecord::method);
    columns.add("seed", run -> run.provenance().seed());
    columns.add("corpus", run -> run.provenance().corpus().name());
    columns.add("corpus_fingerprint", run -> run.provenance().corpus().fingerprint());
    columns.add("steps", RunRecord::lastStep);
    columns.add("wall_seconds", run -> run.provenance().wallSeconds());
    columns.add("cpu_seconds", run -> run.provenance().cpuSeconds());
    columns.add("began", RunViews::began);
    columns.add("git_commit", run -> run.provenance().git().commit());
    columns.add("git_dirty", run -> run.provenance().git().dirty());
    columns.add("ricercar", run -> run.provenance().ricercar());
    columns.add("device", run -> run.provenance().device());
    columns.add("threads", run -> (long) run.provenance().threads());
    Set<String> settings = new LinkedHashSet<>();
    runs.forEach(run -> settings.addAll(run.settings().keySet()));
    // These stand among the columns above.
    settings.removeAll(Set.of("name", "method", "seed", "threads"));
    settings.forEach(key -> columns.add(key, run -> run.settings().get(key)));
    names(RunRecord::metrics).forEach(key -> columns.add(key, run -> run.metrics().get(key)));
    names(RunRecord::measures).forEach(key -> columns.add(key, run -> run.measures().get(key)));
    return columns.table("runs");
  }

  private static LocalDateTime began(RunRecord run) {
    List<TimesLog.Session> sessions = run.provenance().sessions();
    return sessions.isEmpty()
        ? null
        : LocalDateTime.ofInstant(Instant.parse(sessions.get(0).began()), ZoneOffset.UTC);
  }

  private Set<String> names(Function<RunRecord, Map<String, Double>> numbers) {
    Set<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(numbers.apply(run).keySet()));
    return names;
  }

  private record Point(String run, long step, String name, double value) {}

  private DataTable metrics() {
    List<Point> points = new ArrayList<>();
    for (RunRecord run : runs) {
      for (MetricsLog.Entry entry : run.history()) {
        entry
            .values()
            .forEach((name, value) -> points.add(new Point(run.run(), entry.step(), name, value)));
      }
    }
    Columns<Point> columns = new Columns<>(points);
    columns.add("run", DataColumn.Kind.TEXT, Point::run);
    columns.add("step", DataColumn.Kind.WHOLE, Point::step);
    columns.add("name", DataColumn.Kind.TEXT, Point::name);
    columns.add("value", DataColumn.Kind.NUMBER, Point::value);
    return columns.table("metrics");
  }

  private record Tried(String run, long number, ProbeTrial trial) {}

  private DataTable probes() {
    List<Tried> all = new ArrayList<>();
    for (RunRecord run : runs) {
      long number = 1;
      for (ProbeTrial trial : run.trials()) {
        all.add(new Tried(run.run(), number++, trial));
      }
    }
    Columns<Tried> columns = new Columns<>(all);
    columns.add("run", DataColumn.Kind.TEXT, Tried::run);
    columns.add("trial", DataColumn.Kind.WHOLE, Tried::number);
    columns.add("learning_rate", DataColumn.Kind.NUMBER, tried -> tried.trial().learningRate());
    columns.add("weight_decay", DataColumn.Kind.NUMBER, tried -> tried.trial().weightDecay());
    columns.add("epoch", DataColumn.Kind.WHOLE, tried -> (long) tried.trial().epoch());
    columns.add("validation_loss", DataColumn.Kind.NUMBER, tried -> best(tried.trial()));
    columns.add("chosen", DataColumn.Kind.TRUTH, tried -> tried.trial().chosen());
    return columns.table("probes");
  }

  private static Double best(ProbeTrial trial) {
    int epoch = trial.epoch();
    boolean there = epoch >= 1 && epoch <= trial.validationLosses().size();
    return there ? trial.validationLosses().get(epoch - 1) : null;
  }

  /** Columns over the same things. */
  private static final class Columns<T> {
    private final List<T> things;
    private final ColumnNames names = new ColumnNames();
    private final List<DataColumn> columns = new ArrayList<>();

    Columns(List<T> things) {
      this.things = things;
    }

    void add(String words, Function<T, Object> value) {
      columns.add(DataColumn.of(names.plain(words), values(value)));
    }

    /** Where the kind must not depend on what is there. */
    void add(String words, DataColumn.Kind kind, Function<T, Object> value) {
      columns.add(new DataColumn(names.plain(words), kind, values(value)));
    }

    private List<Object> values(Function<T, Object> value) {
      List<Object> values = new ArrayList<>();
      things.forEach(thing -> values.add(value.apply(thing)));
      return values;
    }

    DataTable table(String name) {
      return new DataTable(name, columns);
    }
  }
}
