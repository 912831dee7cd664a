package ricercar.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A hold that one at a time has, over threads and processes; it ends with its process, however that
 * ends. It is on a file of its own: POSIX drops a lock as soon as any reader in the process closes
 * the same file.
 */
public final class FileHold implements AutoCloseable {
  private static final long BETWEEN_TRIES = 50;

  private final FileLock lock;

  private FileHold(FileLock lock) {
    this.lock = lock;
  }

  /**
   * The hold, unless someone else has it.
   *
   * @param file made if it is absent, with the folders above it
   */
  public static Optional<FileHold> tryAt(Path file) throws IOException {
    FileChannel channel = opened(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new FileHold(lock));
      }
    } catch (OverlappingFileLockException heldInThisProcess) {
      // As good as held by another.
    }
    channel.close();
    return Optional.empty();
  }

  /** The hold, once no one else has it. */
  public static FileHold inTurn(Path file) throws IOException {
    for (Optional<FileHold> hold = tryAt(file); ; hold = tryAt(file)) {
      if (hold.isPresent()) {
        return hold.get();
      }
      try {
        Thread.sleep(BETWEEN_TRIES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for " + file, e);
      }
    }
  }

  /** Whether it is still held. */
  public boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }

  private static FileChannel opened(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
