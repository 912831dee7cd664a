package ricercar.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.track.Provenance;
import ricercar.track.ResultTable;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

/** Fills the table of a plan: loads the runs that are finished, makes those that are missing. */
public record Study(StudyPlan plan, RunStore store, Executor executor) {
  /** What makes numbers of an experiment. */
  public interface Executor {
    /** Refuses what it can tell beforehand that it could not run on the experiment's corpus. */
    default void check(Experiment experiment, Progress progress) {}

    /** Of the run on the experiment's corpus, which is found, rendered or imported for it. */
    RunIdentity identify(Experiment experiment, Progress progress);

    /** Runs to the end, from the folder's newest checkpoint if there is one. */
    RunResult run(Experiment experiment, RunFolder folder, Progress progress);

    /** The same for an experiment that goes on from a finished run. */
    default RunResult runOn(
        Experiment experiment, RunFolder basis, RunFolder folder, Progress progress) {
      throw new UnsupportedOperationException("goes on from another run: " + experiment.name());
    }
  }

  /** A finished run and the row it belongs to. */
  public record Finished(String row, Experiment experiment, RunFolder folder) {}

  /**
   * The table and the runs that it was made of, in its order.
   *
   * @param runs on the rows' own task
   * @param table of all probes side by side, where there are several
   * @param elsewhere what the other probes found, in their order
   */
  public record Outcome(
      StudyPlan plan, List<Finished> runs, ResultTable table, List<Probed> elsewhere) {}

  /** What the rows gave on another task or corpus. */
  public record Probed(String name, List<Finished> runs, ResultTable table) {}

  /** Runs one experiment after the other; may be stopped at any time and called again. */
  public Outcome run(Progress progress) {
    List<Probed> all = new ArrayList<>();
    plan.experiments().forEach(experiment -> executor.check(experiment, progress));
    try (Progress.Task task = progress.start(plan.title(), plan.experiments().size())) {
      List<Finished> own = runs(plan.rows(), "", task, progress);
      List<List<Finished>> others = new ArrayList<>();
      for (StudyPlan.Elsewhere there : plan.elsewhere()) {
        others.add(runs(there.rows(), " on " + there.name(), task, progress));
      }
      Set<String> learnt = new LinkedHashSet<>();
      if (!others.isEmpty()) {
        learnt.addAll(Comparison.clear(plan.report(), lines(plan.rows(), own)));
        for (int i = 0; i < others.size(); i++) {
          StudyPlan.Elsewhere there = plan.elsewhere().get(i);
          learnt.addAll(Comparison.clear(there.report(), lines(there.rows(), others.get(i))));
        }
      }
      all.add(new Probed(plan.home(), own, table(plan.rows(), plan.report(), own, learnt)));
      for (int i = 0; i < others.size(); i++) {
        StudyPlan.Elsewhere there = plan.elsewhere().get(i);
        ResultTable table = table(there.rows(), there.report(), others.get(i), learnt);
        all.add(new Probed(there.name(), others.get(i), table));
      }
    }
    ResultTable table = all.size() == 1 ? all.get(0).table() : SideBySide.of(plan.title(), all);
    return new Outcome(plan, all.get(0).runs(), table, List.copyOf(all.subList(1, all.size())));
  }

  private List<Finished> runs(
      List<StudyPlan.Row> rows, String where, Progress.Task task, Progress progress) {
    RunMaker maker = new RunMaker(store, executor);
    List<Finished> runs = new ArrayList<>();
    for (StudyPlan.Row row : rows) {
      for (Experiment experiment : row.experiments()) {
        task.note("%s%s, seed %d".formatted(row.name(), where, experiment.seed()));
        runs.add(new Finished(row.name(), experiment, maker.finished(experiment, progress)));
        task.step(1);
      }
    }
    return List.copyOf(runs);
  }

  private static List<Comparison.Line> lines(List<StudyPlan.Row> rows, List<Finished> runs) {
    List<Comparison.Line> lines = new ArrayList<>();
    for (StudyPlan.Row row : rows) {
      TreeMap<Long, RunResult> results = new TreeMap<>();
      TreeMap<Long, Double> cpuSeconds = new TreeMap<>();
      for (Finished run : runs) {
        if (run.row().equals(row.name())) {
          results.put(run.experiment().seed(), run.folder().result());
          cpuSeconds.put(run.experiment().seed(), run.folder().provenance().cpuSeconds());
        }
      }
      lines.add(new Comparison.Line(row.name(), row.method(), results, cpuSeconds));
    }
    return lines;
  }

  private ResultTable table(
      List<StudyPlan.Row> rows, Report report, List<Finished> runs, Set<String> learnt) {
    Set<String> notes = new LinkedHashSet<>();
    Map<String, Set<String>> rowsOfTokens = new LinkedHashMap<>();
    Set<String> commits = new LinkedHashSet<>();
    for (Finished run : runs) {
      Provenance provenance = run.folder().provenance();
      Experiment experiment = run.experiment();
      notes.add(
          "Corpus: %s, fingerprint %.12s."
              .formatted(provenance.corpus().name(), provenance.corpus().fingerprint()));
      experiment.corpora().forEach(corpus -> notes.add(corpus.caveat()));
      notes.add(experiment.codecTold());
      notes.add(experiment.aggregationTold());
      rowsOfTokens
          .computeIfAbsent(experiment.tokensTold(), tokens -> new LinkedHashSet<>())
          .add(run.row());
      commits.add(provenance.git().toString());
    }
    rowsOfTokens.remove("");
    rowsOfTokens.forEach(
        (tokens, told) -> notes.add("%s: %s.".formatted(String.join("; ", told), tokens)));
    notes.remove("");
    notes.add("Made at commit " + String.join(", ", commits) + " (+: with changed files).");
    return Comparison.table(plan.title(), report, lines(rows, runs), List.copyOf(notes), learnt);
  }
}
