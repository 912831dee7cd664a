package ricercar.sweep;

import java.util.concurrent.CompletableFuture;
import ricercar.experiment.Experiment;
import ricercar.track.RunStore;

/** Where the runs of a sweep are made. */
public interface Launcher extends AutoCloseable {
  /** How many runs it makes at the same time. */
  int atOnce();

  /**
   * Makes a run, unless it is finished already.
   *
   * @return done when the finished run lies in the store; fails with a {@link ricercar.Problem}
   *     that says why, with the run's folder left for a later attempt, or with a {@link
   *     java.util.concurrent.CancellationException} if it was stopped from outside, which is no
   *     failure of the run
   * @throws ricercar.Problem if runs cannot be made at all, whichever it is
   */
  CompletableFuture<Void> launch(Experiment experiment, RunStore store);

  /** What is being made just now, for people; empty if there is nothing to tell. */
  default String told() {
    return "";
  }

  /** Stops what is still being made; its runs go on from their checkpoints another time. */
  @Override
  void close();
}
