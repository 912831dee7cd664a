package ricercar.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/** Uncompressed samples as floats: integers of 1 to 4 bytes, floats, µ-law and A-law. */
final class PcmSamples {
  private interface Reader {
    float at(ByteBuffer bytes, int offset);
  }

  private final Reader reader;
  private final int width;
  private final int channels;
  private final ByteOrder order;

  private PcmSamples(AudioFormat format, int width, Reader reader) {
    this.width = width;
    this.reader = reader;
    channels = format.getChannels();
    order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  static PcmSamples of(AudioFormat format) throws Unreadable {
    int width = format.getFrameSize() / format.getChannels();
    Reader reader = reader(format.getEncoding(), width, format.isBigEndian());
    if (reader == null) {
      throw new Unreadable(Unsupported.reason(format.getEncoding() + " in " + width + " bytes"));
    }
    return new PcmSamples(format, width, reader);
  }

  /** Adds whole frames from the start of the block. */
  void addTo(MonoBuffer sound, byte[] block, int frames) throws Unreadable {
    ByteBuffer bytes = ByteBuffer.wrap(block).order(order);
    int offset = 0;
    for (int i = 0; i < frames; i++) {
      float sum = 0;
      for (int c = 0; c < channels; c++, offset += width) {
        sum += reader.at(bytes, offset);
      }
      sound.add(sum / channels);
    }
  }

  private static Reader reader(Encoding encoding, int width, boolean bigEndian) {
    if (encoding.equals(Encoding.PCM_SIGNED)) {
      return signed(width, bigEndian);
    }
    if (encoding.equals(Encoding.PCM_UNSIGNED) && width == 1) {
      return (b, i) -> ((b.get(i) & 0xff) - 128) / 128f;
    }
    if (encoding.equals(Encoding.PCM_FLOAT)) {
      return width == 4
          ? ByteBuffer::getFloat
          : width == 8 ? (b, i) -> (float) b.getDouble(i) : null;
    }
    if (encoding.equals(Encoding.ULAW) && width == 1) {
      return (b, i) -> muLaw(b.get(i)) / 32768f;
    }
    if (encoding.equals(Encoding.ALAW) && width == 1) {
      return (b, i) -> aLaw(b.get(i)) / 32768f;
    }
    return null;
  }

  private static Reader signed(int width, boolean bigEndian) {
    int first = bigEndian ? 0 : 2;
    int last = 2 - first;
    return switch (width) {
      case 1 -> (b, i) -> b.get(i) / 128f;
      case 2 -> (b, i) -> b.getShort(i) / 32768f;
      case 3 ->
          (b, i) ->
              (b.get(i + first) << 16 | (b.get(i + 1) & 0xff) << 8 | b.get(i + last) & 0xff)
                  / 8388608f;
      case 4 -> (b, i) -> (float) (b.getInt(i) / 2147483648.0);
      default -> null;
    };
  }

  /** ITU-T G.711, 14 bits scaled to 16. */
  private static int muLaw(byte code) {
    int u = ~code & 0xff;
    int magnitude = (((u & 0x0f) << 3) + 0x84 << (u >> 4 & 7)) - 0x84;
    return (u & 0x80) != 0 ? -magnitude : magnitude;
  }

  /** ITU-T G.711, 13 bits scaled to 16. */
  private static int aLaw(byte code) {
    int a = code ^ 0x55;
    int exponent = a >> 4 & 7;
    int mantissa = (a & 0x0f) << 4;
    int magnitude = exponent == 0 ? mantissa + 8 : mantissa + 0x108 << exponent - 1;
    return (a & 0x80) != 0 ? magnitude : -magnitude;
  }
}
