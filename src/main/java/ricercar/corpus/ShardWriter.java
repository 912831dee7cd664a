package ricercar.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;

/** Lays samples end to end into shard files; what is appended at once never spans two of them. */
final class ShardWriter implements AutoCloseable {
  private final Path folder;
  private final long limit;
  private final List<Long> sizes = new ArrayList<>();
  private FileChannel channel;

  ShardWriter(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** Returns the offset of the first byte in the shard {@link #current()}. */
  long append(ByteBuffer bytes) {
    Problem.unless(
        bytes.remaining() <= limit,
        "A clip of %d bytes does not fit into a shard of %d; cut the track into clips.",
        bytes.remaining(),
        limit);
    try {
      if (sizes.isEmpty() || sizes.get(current()) + bytes.remaining() > limit) {
        next();
      }
      long offset = sizes.get(current());
      sizes.set(current(), offset + bytes.remaining());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return offset;
    } catch (IOException e) {
      throw new Problem("Cannot write " + folder + ".", "Is the disk full?", e);
    }
  }

  int current() {
    return sizes.size() - 1;
  }

  List<Long> sizes() {
    return List.copyOf(sizes);
  }

  private void next() throws IOException {
    close();
    Path file = folder.resolve(Manifest.shardFile(sizes.size()));
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    sizes.add(0L);
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
