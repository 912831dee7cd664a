package ricercar.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Prepares things on all cores and hands them on in order, few at a time. */
final class InOrder {
  private static final int MOST_THREADS = 4;

  private InOrder() {}

  static <T> void each(int count, IntFunction<T> prepare, Consumer<T> take) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<T>> ahead = new ArrayDeque<>();
      for (int i = 0; i < count || !ahead.isEmpty(); i++) {
        if (i < count) {
          int item = i;
          ahead.add(pool.submit(() -> prepare.apply(item)));
        }
        if (ahead.size() == threads || i >= count) {
          take.accept(result(ahead.remove()));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
