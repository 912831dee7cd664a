package ricercar.etudes;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import ricercar.Progress;

/** Renders a tier on several threads and hands the pieces over in track order. */
final class Rendering {
  private Rendering() {}

  static void pieces(
      Tier tier, long seed, Bank bank, int threads, Progress progress, Consumer<Piece> out) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Progress.Task task = progress.start("rendering études " + tier.name(), tier.tracks())) {
      Iterator<Tier.Place> places = tier.places().iterator();
      Queue<Future<Piece>> ahead = new ArrayDeque<>();
      while (places.hasNext() || !ahead.isEmpty()) {
        // Twice as many pieces as threads are under way: no worker waits, memory stays bounded.
        while (places.hasNext() && ahead.size() < 2 * threads) {
          Tier.Place place = places.next();
          ahead.add(
              workers.submit(() -> Piece.of(Song.compose(seed, place, tier.seconds()), bank)));
        }
        out.accept(ahead.remove().get());
        task.step(1);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("rendering was interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }
}
