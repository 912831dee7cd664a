package ricercar.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;

/**
 * A file of rows of equal size, memory-mapped; stretches of rows are entries. Maps end at entries,
 * so that a file may exceed the 2 GiB of one map. Safe for any number of reading threads.
 */
final class MappedRows {
  private static final long LARGEST_MAP = 1L << 30;

  private final int rowBytes;
  private final int[] rows;
  private final List<ByteBuffer> maps = new ArrayList<>();
  private final int[] mapOf;
  private final long[] startInMap;

  /**
   * @param rows of each entry, one after the other in the file
   */
  MappedRows(Path file, int rowBytes, int[] rows) {
    this.rowBytes = rowBytes;
    this.rows = rows.clone();
    mapOf = new int[rows.length];
    startInMap = new long[rows.length];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long position = 0;
      long length = 0;
      for (int i = 0; i < rows.length; i++) {
        long bytes = (long) rows[i] * rowBytes;
        if (length + bytes > LARGEST_MAP && length > 0) {
          map(channel, position, length);
          position += length;
          length = 0;
        }
        mapOf[i] = maps.size();
        startInMap[i] = length;
        length += bytes;
      }
      map(channel, position, length);
      Problem.unless(
          position + length == Files.size(file),
          "%s has %d bytes where %d were written; delete its folder, and it is made again.",
          file,
          Files.size(file),
          position + length);
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Delete its folder, and it is made again.", e);
    }
  }

  private void map(FileChannel channel, long position, long length) throws IOException {
    if (position + length <= channel.size()) {
      maps.add(
          channel
              .map(FileChannel.MapMode.READ_ONLY, position, length)
              .order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** The bytes of an entry's rows from {@code first} on. */
  ByteBuffer rows(int entry, long first, int count) {
    if (first < 0 || count < 0 || first > rows[entry] - count) {
      throw new IllegalArgumentException(
          "rows %d to %d of an entry that has %d".formatted(first, first + count, rows[entry]));
    }
    int from = Math.toIntExact(startInMap[entry] + first * rowBytes);
    return maps.get(mapOf[entry]).slice(from, count * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
