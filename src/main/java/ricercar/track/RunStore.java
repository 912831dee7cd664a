package ricercar.track;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ricercar.Problem;

/**
 * A folder of runs. A finished run is found again by its identity; an unfinished one is held by one
 * process at a time, and the hold ends with the process however it ends.
 */
public record RunStore(Path folder) {
  /** The finished run of this identity, if there is one. */
  public Optional<RunFolder> finished(RunIdentity identity) {
    return find(identity).filter(RunFolder::isFinished).map(RunFolder::finished);
  }

  /** The run's folder, new or where it was left; close it to let others in. */
  public RunFolder open(RunIdentity identity) {
    return open(identity, lock(identity, false));
  }

  /** The same, once no other process works on it. */
  public RunFolder openInTurn(RunIdentity identity) {
    return open(identity, lock(identity, true));
  }

  private RunFolder open(RunIdentity identity, FileLock lock) {
    try {
      Path path = find(identity).orElse(folder.resolve(identity.folderName()));
      return RunFolder.open(path, identity, lock);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  /** The finished runs, by folder name. */
  public List<RunFolder> allFinished() {
    try (Stream<Path> paths = entries()) {
      return paths.filter(RunFolder::isFinished).sorted().map(RunFolder::finished).toList();
    }
  }

  static void release(FileLock lock) {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new Problem("Cannot release a run's lock.", "Is the disk still there?", e);
    }
  }

  private Optional<Path> find(RunIdentity identity) {
    try (Stream<Path> paths = entries()) {
      return paths
          .filter(path -> path.getFileName().toString().endsWith("-" + identity.shortHash()))
          .findFirst();
    }
  }

  private Stream<Path> entries() {
    try {
      return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
    } catch (IOException e) {
      throw new Problem("Cannot read the runs in " + folder + ".", "Is it readable?", e);
    }
  }

  private FileLock lock(RunIdentity identity, boolean waiting) {
    try {
      Path locks = Files.createDirectories(folder.resolve(".locks"));
      FileChannel channel =
          FileChannel.open(
              locks.resolve(identity.shortHash()),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = waiting ? channel.lock() : tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new Problem(
            "Run '%s' (seed %d) is being worked on by another process."
                .formatted(identity.name(), identity.seed()),
            "Wait until it ends, or stop that process; the run continues where it was left.");
      }
      return lock;
    } catch (IOException e) {
      throw new Problem("Cannot write to " + folder + ".", "Is the disk full or read-only?", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }
}
