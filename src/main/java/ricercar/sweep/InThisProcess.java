package ricercar.sweep;

import java.util.concurrent.CompletableFuture;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.experiment.Experiment;
import ricercar.experiment.RunMaker;
import ricercar.experiment.Study;
import ricercar.track.RunStore;

/** Makes one run after the other here, as a notebook does, which has loaded everything already. */
public record InThisProcess(Study.Executor executor, Progress progress) implements Launcher {
  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public CompletableFuture<Void> launch(Experiment experiment, RunStore store) {
    try {
      new RunMaker(store, executor).finished(experiment, progress);
      return CompletableFuture.completedFuture(null);
    } catch (Problem e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    // Nothing goes on behind the caller's back.
  }
}
