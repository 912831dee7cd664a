package ricercar.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.track.ResultTable;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

/** Fills the table of a plan: loads the runs that are finished, makes those that are missing. */
public record Study(StudyPlan plan, RunStore store, Executor executor) {
  /** What makes numbers of an experiment. */
  public interface Executor {
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

  /** The table and the runs that it was made of, in its order. */
  public record Outcome(StudyPlan plan, List<Finished> runs, ResultTable table) {}

  /** Runs one experiment after the other; may be stopped at any time and called again. */
  public Outcome run(Progress progress) {
    List<Finished> runs = new ArrayList<>();
    try (Progress.Task task = progress.start(plan.title(), plan.experiments().size())) {
      for (StudyPlan.Row row : plan.rows()) {
        for (Experiment experiment : row.experiments()) {
          task.note("%s, seed %d".formatted(row.name(), experiment.seed()));
          runs.add(new Finished(row.name(), experiment, finished(experiment, progress)));
          task.step(1);
        }
      }
    }
    return new Outcome(plan, List.copyOf(runs), table(runs));
  }

  private RunFolder finished(Experiment experiment, Progress progress) {
    Optional<RunFolder> basis = experiment.basis().map(earlier -> finished(earlier, progress));
    RunIdentity identity = executor.identify(experiment, progress);
    return store
        .finished(identity)
        .orElseGet(
            () -> {
              try (RunFolder folder = store.open(identity)) {
                // Another process may have finished it between the look and the lock.
                if (!folder.isFinished()) {
                  folder.finish(
                      basis.isPresent()
                          ? executor.runOn(experiment, basis.get(), folder, progress)
                          : executor.run(experiment, folder, progress));
                }
              }
              return store.finished(identity).orElseThrow();
            });
  }

  private ResultTable table(List<Finished> runs) {
    List<Comparison.Line> lines = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    Map<String, Set<String>> rowsOfTokens = new LinkedHashMap<>();
    Set<String> commits = new LinkedHashSet<>();
    for (StudyPlan.Row row : plan.rows()) {
      TreeMap<Long, RunResult> results = new TreeMap<>();
      TreeMap<Long, Double> cpuSeconds = new TreeMap<>();
      for (Finished run : runs) {
        if (run.row().equals(row.name())) {
          results.put(run.experiment().seed(), run.folder().result());
          var provenance = run.folder().provenance();
          cpuSeconds.put(run.experiment().seed(), provenance.cpuSeconds());
          notes.add(
              "Corpus: %s, fingerprint %.12s."
                  .formatted(provenance.corpus().name(), provenance.corpus().fingerprint()));
          notes.add(run.experiment().corpus().caveat());
          notes.add(run.experiment().codecTold());
          notes.add(run.experiment().aggregationTold());
          rowsOfTokens
              .computeIfAbsent(run.experiment().tokensTold(), tokens -> new LinkedHashSet<>())
              .add(row.name());
          commits.add(provenance.git().toString());
        }
      }
      lines.add(new Comparison.Line(row.name(), row.method(), results, cpuSeconds));
    }
    rowsOfTokens.remove("");
    rowsOfTokens.forEach(
        (tokens, rows) -> notes.add("%s: %s.".formatted(String.join("; ", rows), tokens)));
    notes.remove("");
    notes.add("Made at commit " + String.join(", ", commits) + " (+: with changed files).");
    return Comparison.table(plan.title(), plan.report(), lines, List.copyOf(notes));
  }
}
