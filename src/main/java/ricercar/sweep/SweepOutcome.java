package ricercar.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.experiment.FinishedRuns;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.track.RunStore;

/**
 * What a sweep found: its trials, and the study that they make together with the references.
 *
 * @param study its rows are the references, then the points that did not fail, in the order in
 *     which they were first proposed
 */
public record SweepOutcome(SweepPlan plan, List<SweepTrial> trials, Study.Outcome study) {
  private static final String KEPT = "sweep.jsonl";

  public SweepOutcome {
    trials = List.copyOf(trials);
  }

  /**
   * Runs what is missing of a sweep, and makes its table.
   *
   * @param journal where it is kept; see {@link Journal#open}
   * @param executor tells runs apart and makes the references; the launcher makes the trials' runs
   */
  public static SweepOutcome run(
      SweepPlan plan,
      RunStore store,
      Path journal,
      Study.Executor executor,
      Launcher launcher,
      Progress progress) {
    try (Journal kept = Journal.open(journal, Sweep.about(plan))) {
      List<SweepTrial> trials = new Sweep(plan, store, executor, launcher, kept).run(progress);
      return of(plan, trials, store, executor, progress);
    }
  }

  /**
   * A sweep whose runs and journal, {@code sweep.jsonl}, were kept in a folder; empty if they are
   * not all there, or are of other settings.
   */
  public static Optional<SweepOutcome> kept(SweepPlan plan, RunStore store) {
    Map<Integer, List<Journal.Entry>> byTrial = new TreeMap<>();
    for (Journal.Entry entry : Journal.read(store.folder().resolve(KEPT), Sweep.about(plan))) {
      byTrial.computeIfAbsent(entry.trial(), k -> new ArrayList<>()).add(entry);
    }
    int seeds = plan.file().seeds().size();
    List<SweepTrial> trials = new ArrayList<>();
    for (int k = 0; k < plan.trials(); k++) {
      List<Journal.Entry> runs = byTrial.getOrDefault(k, List.of());
      if (runs.size() < seeds) {
        return Optional.empty();
      }
      List<Journal.Entry> bySeed =
          runs.stream().sorted(Comparator.comparingLong(Journal.Entry::seed)).toList();
      trials.add(new SweepTrial(k, runs.get(0).proposal(), bySeed));
    }
    FinishedRuns executor = new FinishedRuns(store);
    return Optional.of(of(plan, trials, store, executor, Progress.SILENT));
  }

  /** The proposals, in their order. */
  public List<Proposal> proposals() {
    return trials.stream().map(SweepTrial::proposal).toList();
  }

  /**
   * @param trials all of the plan's, ended
   * @param executor makes the references that are missing
   */
  public static SweepOutcome of(
      SweepPlan plan,
      List<SweepTrial> trials,
      RunStore store,
      Study.Executor executor,
      Progress progress) {
    StudyPlan references = plan.file().plan();
    Map<String, StudyPlan.Row> rows = new LinkedHashMap<>();
    references.rows().forEach(row -> rows.put(row.name(), row));
    List<String> notes = new ArrayList<>();
    for (SweepTrial trial : trials) {
      String name = plan.name(trial.proposal());
      if (trial.failed()) {
        trial.runs().stream()
            .filter(Journal.Entry::failed)
            .forEach(
                run ->
                    notes.add(
                        "Failed: %s, seed %d. %s".formatted(name, run.seed(), run.failure())));
      } else {
        rows.putIfAbsent(name, plan.row(trial.proposal()));
      }
    }
    StudyPlan all = references.with(List.copyOf(rows.values()), notes);
    return new SweepOutcome(plan, trials, new Study(all, store, executor).run(progress));
  }

  /**
   * One line for each run: trial, a column for each axis, budget, seed, the objective as it was
   * measured, and why the run failed if it did.
   */
  public String trialsCsv() {
    List<String> header = new ArrayList<>(List.of("trial"));
    plan.axes().forEach(axis -> header.add(axis.key()));
    header.addAll(List.of("budget", "seed", "run", plan.objective().measure(), "failure"));
    StringBuilder csv = new StringBuilder(line(header));
    for (SweepTrial trial : trials) {
      for (Journal.Entry run : trial.runs()) {
        List<String> cells = new ArrayList<>(List.of(String.valueOf(trial.number())));
        for (int i = 0; i < plan.axes().size(); i++) {
          cells.add(plan.axes().get(i).told(trial.proposal().point().values().get(i)));
        }
        Integer budget = trial.proposal().budget();
        cells.add(budget == null ? "" : budget.toString());
        cells.add(String.valueOf(run.seed()));
        cells.add(run.run());
        cells.add(run.failed() ? "" : String.valueOf(plan.objective().measured(run.value())));
        cells.add(run.failure());
        csv.append(line(cells));
      }
    }
    return csv.toString();
  }

  private static String line(List<String> cells) {
    return String.join(
            ",",
            cells.stream()
                .map(
                    cell ->
                        cell.matches("[^\",\n\r]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                .toList())
        + "\n";
  }
}
