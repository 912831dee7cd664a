package ricercar.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ricercar.Problem;

/**
 * Files and directories that exist whole or not at all: written beside their place, forced to disk,
 * renamed.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Fills a new directory; receives the temporary path to write into. */
  @FunctionalInterface
  public interface DirectoryWriter {
    void write(Path directory) throws IOException;
  }

  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public static void write(Path file, byte[] bytes) {
    try {
      Path parent = Files.createDirectories(file.toAbsolutePath().getParent());
      Path temporary = beside(parent, file);
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      force(parent);
    } catch (IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
  }

  /**
   * Writes a directory under a temporary name, forces every file, and renames it to its place. If
   * the place was taken meanwhile by another writer, theirs is kept.
   */
  public static void directory(Path target, DirectoryWriter writer) {
    try {
      Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
      Path temporary = beside(parent, target);
      Files.createDirectory(temporary);
      try {
        writer.write(temporary);
        try (Stream<Path> files = Files.walk(temporary)) {
          for (Path file : (Iterable<Path>) files::iterator) {
            force(file);
          }
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        force(parent);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        delete(temporary);
      } catch (IOException | RuntimeException e) {
        delete(temporary);
        throw e;
      }
    } catch (IOException e) {
      throw new Problem("Cannot write " + target + ".", "Is the disk full or read-only?", e);
    }
  }

  /** Removes a file or a directory with all it holds; nothing happens if it is absent. */
  public static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A name that nobody else takes. The JDK's own temporary files could be read by nobody but their
   * owner, and would stay so under their final name.
   */
  private static Path beside(Path parent, Path target) {
    return parent.resolve(".%s.part%s".formatted(target.getFileName(), UUID.randomUUID()));
  }

  private static void force(Path path) throws IOException {
    // A directory is opened for reading only; forcing it makes the rename durable.
    StandardOpenOption mode =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
