package ricercar.track;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * An event file of TensorBoard as its formats' descriptions say: TFRecord framing, a bitwise
 * CRC-32C (Castagnoli, reversed polynomial 0x82f63b78), and protobuf's wire format.
 */
record EventRecords(String version, double firstTime, Map<String, Map<Long, Float>> scalars) {
  static EventRecords read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    String version = null;
    double first = 0;
    Map<String, Map<Long, Float>> scalars = new HashMap<>();
    while (bytes.hasRemaining()) {
      Map<Integer, Object> event = message(record(bytes));
      if (version == null) {
        version = text(event.get(3));
        first = (double) event.get(1);
      } else {
        Map<Integer, Object> value = message((byte[]) message((byte[]) event.get(5)).get(1));
        scalars
            .computeIfAbsent(text(value.get(1)), tag -> new HashMap<>())
            .put((Long) event.get(2), (Float) value.get(2));
      }
    }
    return new EventRecords(version, first, scalars);
  }

  private static byte[] record(ByteBuffer bytes) {
    byte[] head = new byte[8];
    bytes.get(head);
    require(bytes.getInt(), head);
    byte[] data =
        new byte[Math.toIntExact(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong())];
    bytes.get(data);
    require(bytes.getInt(), data);
    return data;
  }

  private static void require(int stored, byte[] data) {
    int crc = ~0;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
      }
    }
    crc = ~crc;
    int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
    if (stored != masked) {
      throw new AssertionError("checksum %08x, but the data's is %08x".formatted(stored, masked));
    }
  }

  private static Map<Integer, Object> message(byte[] data) {
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new HashMap<>();
    while (in.hasRemaining()) {
      long head = varint(in);
      int field = (int) (head >>> 3);
      switch ((int) (head & 7)) {
        case 0 -> fields.put(field, varint(in));
        case 1 -> fields.put(field, in.getDouble());
        case 5 -> fields.put(field, in.getFloat());
        case 2 -> {
          byte[] inside = new byte[(int) varint(in)];
          in.get(inside);
          fields.put(field, inside);
        }
        default -> throw new AssertionError("wire type " + (head & 7));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }
}
