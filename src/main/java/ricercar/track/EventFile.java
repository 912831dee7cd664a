package ricercar.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A TensorBoard event file in memory: TFRecords (length, its masked CRC-32C, bytes, their masked
 * CRC-32C; little endian) of {@code tensorflow.Event} messages. Scalars are {@code simple_value}s,
 * which every reader knows, and so have 24 bits.
 */
final class EventFile {
  // Field numbers of tensorflow/core/util/event.proto and framework/summary.proto.
  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  EventFile(Instant began) {
    record(event(began, 0).text(EVENT_FILE_VERSION, "brain.Event:2"));
  }

  void scalar(RunRecord.Scalar scalar) {
    ProtoMessage value =
        new ProtoMessage()
            .text(VALUE_TAG, scalar.name())
            .fixed32(VALUE_SIMPLE, (float) scalar.value());
    ProtoMessage summary = new ProtoMessage().message(SUMMARY_VALUE, value);
    record(event(scalar.time(), scalar.step()).message(EVENT_SUMMARY, summary));
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private static ProtoMessage event(Instant time, long step) {
    ProtoMessage event = new ProtoMessage().fixed64(EVENT_WALL_TIME, time.toEpochMilli() / 1e3);
    return step == 0 ? event : event.varint(EVENT_STEP, step);
  }

  private void record(ProtoMessage message) {
    byte[] data = message.bytes();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    out.writeBytes(length);
    out.writeBytes(maskedCrc(length));
    out.writeBytes(data);
    out.writeBytes(maskedCrc(data));
  }

  private static byte[] maskedCrc(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    // Masked, because a checksum over bytes that hold checksums is weak.
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  /** A protocol-buffer message, field by field. */
  private static final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

    ProtoMessage varint(int field, long value) {
      key(field, VARINT);
      number(value);
      return this;
    }

    ProtoMessage fixed64(int field, double value) {
      key(field, FIXED64);
      fields.writeBytes(
          ByteBuffer.allocate(Double.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putDouble(value)
              .array());
      return this;
    }

    ProtoMessage fixed32(int field, float value) {
      key(field, FIXED32);
      fields.writeBytes(
          ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return this;
    }

    ProtoMessage text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoMessage message(int field, ProtoMessage value) {
      return bytes(field, value.bytes());
    }

    byte[] bytes() {
      return fields.toByteArray();
    }

    private ProtoMessage bytes(int field, byte[] value) {
      key(field, LENGTH);
      number(value.length);
      fields.writeBytes(value);
      return this;
    }

    private void key(int field, int wireType) {
      number((long) field << 3 | wireType);
    }

    private void number(long value) {
      long rest = value;
      for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
        fields.write((int) (rest & 0x7f | 0x80));
      }
      fields.write((int) rest);
    }
  }
}
