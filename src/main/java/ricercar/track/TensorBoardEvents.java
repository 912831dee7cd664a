package ricercar.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import ricercar.files.AtomicFiles;

/**
 * Event files of TensorBoard: records of {@code tensorboard.compat.proto.event}, each between its
 * length and checksums as in TensorFlow's TFRecord. TensorBoard keeps scalars as 32-bit numbers.
 */
final class TensorBoardEvents {
  private static final int MASK = 0xa282ead8;

  /** Types of protobuf fields on the wire. */
  private static final int VARINT = 0;

  private static final int DOUBLE = 1;
  private static final int BYTES = 2;
  private static final int FLOAT = 5;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private TensorBoardEvents() {}

  /** Writes {@code TARGET/RUN/events.out.tfevents.…}. */
  static void write(RunFolder run, Path target) {
    StepTimes times = new StepTimes(run.provenance().sessions());
    TensorBoardEvents events = new TensorBoardEvents();
    Message version = new Message().number(1, seconds(times.began()));
    events.record(version.bytes(3, text("brain.Event:2")));
    events.event(times.began(), 0, settings(run.experiment()));
    for (MetricsLog.Entry entry : run.history()) {
      for (Map.Entry<String, Double> one : entry.values().entrySet()) {
        events.event(times.of(entry.step()), entry.step(), scalar(one.getKey(), one.getValue()));
      }
    }
    long last = run.history().stream().mapToLong(MetricsLog.Entry::step).max().orElse(0);
    Map<String, Double> found = new TreeMap<>();
    run.result().measures().forEach((name, value) -> found.put("end/" + name, value));
    run.result().metrics().forEach((name, value) -> found.put("test/" + name, value));
    found.forEach((name, value) -> events.event(times.ended(), last, scalar(name, value)));

    String name = "events.out.tfevents.%d.ricercar".formatted(times.began() / 1000);
    Path place = target.resolve(run.path().getFileName().toString()).resolve(name);
    AtomicFiles.write(place, events.file.toByteArray());
  }

  /** A Summary.Value with the run's settings, for TensorBoard's tab of texts. */
  private static Message settings(String yaml) {
    Message plugin = new Message().bytes(1, text("text"));
    Message metadata = new Message().bytes(1, plugin.toBytes());
    byte[] block = text("```yaml\n" + yaml + "```\n");
    Message shape = new Message().bytes(2, new Message().number(1, 1L).toBytes());
    Message tensor = new Message().number(1, 7L).bytes(2, shape.toBytes()).bytes(8, block);
    return new Message()
        .bytes(1, text("experiment.yaml/text_summary"))
        .bytes(9, metadata.toBytes())
        .bytes(8, tensor.toBytes());
  }

  private static Message scalar(String tag, double value) {
    return new Message().bytes(1, text(tag)).number(2, (float) value);
  }

  private void event(long time, long step, Message value) {
    record(
        new Message()
            .number(1, seconds(time))
            .number(2, step)
            .bytes(5, new Message().bytes(1, value.toBytes()).toBytes()));
  }

  private void record(Message message) {
    byte[] data = message.toBytes();
    byte[] length = little(8).putLong(data.length).array();
    file.writeBytes(length);
    file.writeBytes(little(4).putInt(checksum(length)).array());
    file.writeBytes(data);
    file.writeBytes(little(4).putInt(checksum(data)).array());
  }

  private static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static double seconds(long milliseconds) {
    return milliseconds / 1e3;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A message of protobuf, field by field. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, double value) {
      head(field, DOUBLE);
      out.writeBytes(little(8).putDouble(value).array());
      return this;
    }

    Message number(int field, float value) {
      head(field, FLOAT);
      out.writeBytes(little(4).putFloat(value).array());
      return this;
    }

    Message number(int field, long value) {
      head(field, VARINT);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      head(field, BYTES);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] toBytes() {
      return out.toByteArray();
    }

    private void head(int field, int type) {
      varint((long) field << 3 | type);
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
