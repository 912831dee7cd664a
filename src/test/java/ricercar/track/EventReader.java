package ricercar.track;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second reading of event files, which shares nothing with what writes them. */
final class EventReader {
  record Point(double seconds, long step, String tag, float value) {}

  private EventReader() {}

  static List<Point> read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    List<Point> points = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = true;
    while (in.hasRemaining()) {
      int start = in.position();
      int length = Math.toIntExact(in.getLong());
      check(all, start, 8, in.getInt());
      byte[] data = new byte[length];
      int begin = in.position();
      in.get(data);
      check(all, begin, length, in.getInt());
      Point point = event(data, first);
      if (point != null) {
        points.add(point);
      }
      first = false;
    }
    return points;
  }

  private static void check(byte[] bytes, int from, int length, int masked) {
    byte[] part = new byte[length];
    System.arraycopy(bytes, from, part, 0, length);
    int unmasked = Integer.rotateLeft(masked - 0xa282ead8, 15);
    if (crc32c(part) != unmasked) {
      throw new IllegalStateException("a record's checksum does not fit");
    }
  }

  /** Castagnoli's checksum, bit by bit. */
  static int crc32c(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78;
      }
    }
    return ~crc;
  }

  private static Point event(byte[] data, boolean first) throws IOException {
    double seconds = Double.NaN;
    long step = 0;
    String[] tag = new String[1];
    float value = Float.NaN;
    String version = null;
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(data));
    while (in.available() > 0) {
      int key = (int) varint(in);
      switch (key) {
        case 1 << 3 | 1 -> seconds = Double.longBitsToDouble(Long.reverseBytes(in.readLong()));
        case 2 << 3 -> step = varint(in);
        case 3 << 3 | 2 -> version = new String(block(in), StandardCharsets.UTF_8);
        case 5 << 3 | 2 -> {
          DataInputStream summary = inside(in);
          require(varint(summary) == (1 << 3 | 2));
          DataInputStream inner = inside(summary);
          require(varint(inner) == (1 << 3 | 2));
          tag[0] = new String(block(inner), StandardCharsets.UTF_8);
          require(varint(inner) == (2 << 3 | 5));
          value = Float.intBitsToFloat(Integer.reverseBytes(inner.readInt()));
          require(inner.available() == 0 && summary.available() == 0);
        }
        default -> throw new IllegalStateException("unknown field " + key);
      }
    }
    require(first == "brain.Event:2".equals(version));
    return first ? null : new Point(seconds, step, tag[0], value);
  }

  private static DataInputStream inside(DataInputStream in) throws IOException {
    return new DataInputStream(new ByteArrayInputStream(block(in)));
  }

  private static byte[] block(DataInputStream in) throws IOException {
    return in.readNBytes((int) varint(in));
  }

  private static long varint(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("a message is not as TensorBoard's are");
    }
  }
}
