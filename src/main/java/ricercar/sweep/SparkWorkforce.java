package ricercar.sweep;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import ricercar.corpus.Workforce;

/** Work in slices of a few items, each in a process on a machine of a Spark cluster. */
public final class SparkWorkforce implements Workforce {
  /** The work command of a checkout, as a cluster's machines start it. */
  public static final List<String> SLICE = List.of("{home}/ricercar", "slice");

  /** Few enough that their sounds fit memory several times over, enough to be worth a process. */
  private static final int MOST_ITEMS = 8;

  private final SparkCluster cluster;
  private final List<String> command;
  private final Path home;

  /**
   * @param command whose last word will be a folder; a first {@code {home}} stands for a checkout
   * @param home of this machine's checkout, where others look for theirs
   */
  public SparkWorkforce(SparkCluster cluster, List<String> command, Path home) {
    this.cluster = cluster;
    this.command = List.copyOf(command);
    this.home = home;
  }

  @Override
  public <I, R> void each(int count, IntFunction<I> items, Work<I, R> work, Consumer<R> take) {
    int atOnce = cluster.atOnce();
    int size = Math.max(1, Math.min(MOST_ITEMS, (count + atOnce - 1) / atOnce));
    Deque<CompletableFuture<Reply>> ahead = new ArrayDeque<>();
    for (int from = 0; from < count || !ahead.isEmpty(); from += size) {
      if (from < count) {
        List<I> slice = new ArrayList<>();
        for (int i = from; i < Math.min(count, from + size); i++) {
          slice.add(items.apply(i));
        }
        ahead.add(cluster.ask(errand(ChildSlice.request(work, slice)), "The work"));
      }
      if (ahead.size() > atOnce || from + size >= count && !ahead.isEmpty()) {
        SparkWorkforce.<R>results(ahead.remove()).forEach(take);
      }
    }
  }

  private Errand errand(byte[] request) {
    return new Errand(command, Map.of(), home.toString(), request, "", "", true);
  }

  private static <R> List<R> results(CompletableFuture<Reply> asked) {
    try {
      Reply reply = asked.join();
      if (reply.exit() != 0) {
        throw ChildJvms.why(reply.exit(), reply.said());
      }
      return ChildSlice.results(reply.files());
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }
}
