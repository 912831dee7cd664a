package ricercar.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.Progress;
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
  public SweepOutcome {
    trials = List.copyOf(trials);
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
