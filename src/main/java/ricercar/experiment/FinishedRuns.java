package ricercar.experiment;

import java.util.List;
import java.util.Optional;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.track.Provenance;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

/**
 * Runs that were made elsewhere and kept, such as those under {@code results/}: an executor that
 * finds them again without their corpus, and makes none.
 */
public final class FinishedRuns implements Study.Executor {
  private final RunStore store;
  private final List<Provenance> kept;
  private final TokenRoom tokens = new TokenRoom();

  public FinishedRuns(RunStore store) {
    this.store = store;
    kept = store.allFinished().stream().map(RunFolder::provenance).toList();
  }

  /** Whether every run of the plan is among them. */
  public boolean hold(StudyPlan plan) {
    return plan.experiments().stream().allMatch(experiment -> find(experiment).isPresent());
  }

  /** The plan's table from the runs that are kept. */
  public Study.Outcome outcome(StudyPlan plan) {
    return new Study(plan, store, this).run(Progress.SILENT);
  }

  @Override
  public RunIdentity identify(Experiment experiment, Progress progress) {
    return find(experiment).orElseThrow(() -> missing(experiment));
  }

  @Override
  public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
    throw missing(experiment);
  }

  // A kept run tells which corpus and device it was made with, and its hash whether the rest fits.
  private Optional<RunIdentity> find(Experiment experiment) {
    String codec = tokens.fingerprint(experiment);
    for (Provenance run : kept) {
      String corpus = run.corpus().name();
      RunIdentity identity =
          experiment.identity(corpus, run.corpus().fingerprint(), run.device(), codec);
      if (identity.hash().equals(run.run())) {
        return Optional.of(identity);
      }
    }
    return Optional.empty();
  }

  private Problem missing(Experiment experiment) {
    return new Problem(
        "There is no finished run of '%s' with seed %d in %s."
            .formatted(experiment.name(), experiment.seed(), store.folder()),
        "Make it with './ricercar run' and the study's file.");
  }
}
