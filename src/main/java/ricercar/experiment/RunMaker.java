package ricercar.experiment;

import java.util.Optional;
import ricercar.Progress;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunStore;

/**
 * Makes a run, and before it the one that it goes on from, unless they are there already.
 *
 * @param patient whether to wait for another process that works on the same run, instead of giving
 *     up
 */
public record RunMaker(RunStore store, Study.Executor executor, boolean patient) {
  public RunMaker(RunStore store, Study.Executor executor) {
    this(store, executor, false);
  }

  public RunFolder finished(Experiment experiment, Progress progress) {
    executor.check(experiment, progress);
    RunIdentity identity = executor.identify(experiment, progress);
    // A finished run may be kept without the one that it went on from.
    return store
        .finished(identity)
        .orElseGet(
            () -> {
              Optional<RunFolder> basis =
                  experiment.basis().map(earlier -> finished(earlier, progress));
              return made(experiment, identity, basis, progress);
            });
  }

  private RunFolder made(
      Experiment experiment, RunIdentity identity, Optional<RunFolder> basis, Progress progress) {
    try (RunFolder folder = patient ? store.openInTurn(identity) : store.open(identity)) {
      // Another process may have finished it between the look and the lock.
      if (!folder.isFinished()) {
        folder.finish(
            basis.isPresent()
                ? executor.runOn(experiment, basis.get(), folder, progress)
                : executor.run(experiment, folder, progress));
      }
    }
    return store.finished(identity).orElseThrow();
  }
}
