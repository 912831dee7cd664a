package ricercar.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import ricercar.Problem;

/**
 * One builder at a time for a directory that {@link AtomicFiles#directory} makes, over threads and
 * processes. Who holds the place clears away what a killed builder left half written beside it.
 */
public final class Exclusive {
  private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private Exclusive() {}

  /** Does the work while no one else does any for the same target; waits for its turn. */
  public static void at(Path target, Runnable work) {
    Path place = target.toAbsolutePath().normalize();
    // The system's file lock is held by the whole process, so its threads take turns first.
    ReentrantLock here = HERE.computeIfAbsent(place, key -> new ReentrantLock());
    here.lock();
    try {
      Files.createDirectories(place.getParent());
      Path file = place.resolveSibling("." + place.getFileName() + ".lock");
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        clearRemains(place);
        work.run();
      }
    } catch (IOException e) {
      throw new Problem("Cannot lock " + target + ".", "Is its folder writable?", e);
    } finally {
      here.unlock();
    }
  }

  private static void clearRemains(Path place) throws IOException {
    String prefix = "." + place.getFileName() + ".part";
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(
            place.getParent(), entry -> entry.getFileName().toString().startsWith(prefix))) {
      for (Path remains : beside) {
        AtomicFiles.delete(remains);
      }
    }
  }
}
