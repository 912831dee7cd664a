package ricercar.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The shard files of a store, memory-mapped. All access is absolute, so any number of threads may
 * read at once. The maps end with the garbage collector: Java 17 has no other way.
 */
final class Shards {
  private static final int BLOCK = 4096;

  private final ByteBuffer[] bytes;
  private final ShortBuffer[] samples;

  private Shards(ByteBuffer[] bytes) {
    this.bytes = bytes;
    samples = new ShortBuffer[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      samples[i] = bytes[i].order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    }
  }

  static Shards map(Path folder, List<Long> sizes) {
    ByteBuffer[] maps = new ByteBuffer[sizes.size()];
    for (int i = 0; i < maps.length; i++) {
      Path file = folder.resolve(Manifest.shardFile(i));
      long size = sizes.get(i);
      Damage.unless(Files.isRegularFile(file), file, "it is missing");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        Damage.unless(
            channel.size() == size, file, "it has %d bytes instead of %d", channel.size(), size);
        maps[i] = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      } catch (IOException e) {
        throw Damage.in(file, "it cannot be read (" + e.getMessage() + ")");
      }
    }
    return new Shards(maps);
  }

  /** Fills {@code into} with the samples from byte {@code offset} on, full scale = 1. */
  void read(int shard, long offset, float[] into) {
    int first = (int) (offset / ClipRow.BYTES_PER_SAMPLE);
    // A small block on the way keeps the copy in the first-level cache and the loop vectorised.
    short[] block = new short[Math.min(BLOCK, into.length)];
    for (int done = 0; done < into.length; done += block.length) {
      int count = Math.min(block.length, into.length - done);
      samples[shard].get(first + done, block, 0, count);
      for (int i = 0; i < count; i++) {
        into[done + i] = block[i] / Pcm.FULL_SCALE;
      }
    }
  }

  ByteBuffer slice(int shard, long offset, long length) {
    return bytes[shard].slice((int) offset, (int) length);
  }
}
