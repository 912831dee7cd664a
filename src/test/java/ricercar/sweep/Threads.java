package ricercar.sweep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ricercar.Progress;
import ricercar.experiment.Experiment;
import ricercar.experiment.RunMaker;
import ricercar.experiment.Study;
import ricercar.track.RunStore;

/** Makes runs in threads of this process. */
final class Threads implements Launcher {
  private final Study.Executor executor;
  private final int atOnce;
  private final ExecutorService pool;

  Threads(Study.Executor executor, int atOnce) {
    this.executor = executor;
    this.atOnce = atOnce;
    pool = Executors.newFixedThreadPool(atOnce);
  }

  @Override
  public int atOnce() {
    return atOnce;
  }

  @Override
  public CompletableFuture<Void> launch(Experiment experiment, RunStore store) {
    return CompletableFuture.runAsync(
        () -> new RunMaker(store, executor, true).finished(experiment, Progress.SILENT), pool);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
