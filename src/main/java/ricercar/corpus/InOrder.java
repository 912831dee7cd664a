package ricercar.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Prepares things on other threads and hands them on in order, few at a time. */
public final class InOrder {
  private static final int MOST_THREADS = 4;

  private InOrder() {}

  /** On all cores; as many things as there are cores are ready or under way at once. */
  public static <T> void each(int count, IntFunction<T> prepare, Consumer<T> take) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    each(count, threads, threads, prepare, take);
  }

  /** On one thread: the next thing is prepared while {@code take} has the last one. */
  public static <T> void ahead(int count, IntFunction<T> prepare, Consumer<T> take) {
    each(count, 1, 2, prepare, take);
  }

  private static <T> void each(
      int count, int threads, int most, IntFunction<T> prepare, Consumer<T> take) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, InOrder::daemon);
    try {
      Deque<Future<T>> ahead = new ArrayDeque<>();
      for (int i = 0; i < count || !ahead.isEmpty(); i++) {
        if (i < count) {
          int item = i;
          ahead.add(pool.submit(() -> prepare.apply(item)));
        }
        if (ahead.size() == most || i >= count) {
          take.accept(result(ahead.remove()));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "in order");
    thread.setDaemon(true);
    return thread;
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
