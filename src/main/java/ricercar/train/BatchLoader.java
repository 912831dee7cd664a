package ricercar.train;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the next two batches while the current one is used. */
final class BatchLoader implements AutoCloseable {
  private static final int AHEAD = 2;

  private final Batches batches;
  private final long end;
  private final Queue<CompletableFuture<Batch>> waiting = new ArrayDeque<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "batches");
            thread.setDaemon(true);
            return thread;
          });
  private long asked;

  BatchLoader(Batches batches, long start, long end) {
    this.batches = batches;
    this.asked = start;
    this.end = end;
    for (int i = 0; i < AHEAD; i++) {
      ask();
    }
  }

  private void ask() {
    if (asked < end) {
      long step = asked++;
      waiting.add(CompletableFuture.supplyAsync(() -> batches.at(step), worker));
    }
  }

  Batch next() {
    ask();
    try {
      return waiting.remove().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
