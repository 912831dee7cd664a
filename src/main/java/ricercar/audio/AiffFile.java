package ricercar.audio;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * AIFF and AIFF-C (Apple 1989 and 1991). The JDK's reader loses its way after chunks of odd length
 * and knows no AIFF-C but µ-law.
 */
final class AiffFile {
  private record Coding(Encoding encoding, boolean bigEndian) {}

  private static final Map<String, Coding> CODINGS =
      Map.ofEntries(
          Map.entry("NONE", new Coding(Encoding.PCM_SIGNED, true)),
          Map.entry("twos", new Coding(Encoding.PCM_SIGNED, true)),
          Map.entry("in24", new Coding(Encoding.PCM_SIGNED, true)),
          Map.entry("in32", new Coding(Encoding.PCM_SIGNED, true)),
          Map.entry("sowt", new Coding(Encoding.PCM_SIGNED, false)),
          Map.entry("fl32", new Coding(Encoding.PCM_FLOAT, true)),
          Map.entry("FL32", new Coding(Encoding.PCM_FLOAT, true)),
          Map.entry("fl64", new Coding(Encoding.PCM_FLOAT, true)),
          Map.entry("ulaw", new Coding(Encoding.ULAW, true)),
          Map.entry("ULAW", new Coding(Encoding.ULAW, true)),
          Map.entry("alaw", new Coding(Encoding.ALAW, true)),
          Map.entry("ALAW", new Coding(Encoding.ALAW, true)));

  private static final int FORM_HEADER = 12;
  private static final int PLAIN_COMMON = 18;
  private static final int EXPONENT_BIAS = 16383 + 63;

  private AiffFile() {}

  static Draft decode(Source source) throws IOException {
    try (DataInputStream in = new DataInputStream(source.stream())) {
      in.skipNBytes(FORM_HEADER);
      AudioFormat format = null;
      long frames = 0;
      while (true) {
        String chunk = fourLetters(in);
        long length = in.readInt() & 0xffffffffL;
        if (chunk.equals("COMM") && length >= PLAIN_COMMON) {
          int channels = in.readUnsignedShort();
          frames = in.readInt() & 0xffffffffL;
          format = format(in, channels, length > PLAIN_COMMON);
          in.skipNBytes(padded(length) - PLAIN_COMMON - (length > PLAIN_COMMON ? 4 : 0));
        } else if (chunk.equals("SSND") && format != null) {
          in.skipNBytes(4 + (in.readInt() & 0xffffffffL));
          return PcmData.read("aiff", in, format, frames);
        } else {
          in.skipNBytes(padded(length));
        }
      }
    } catch (EOFException e) {
      throw new Unreadable("The AIFF file holds no samples behind its header; fetch it again.");
    }
  }

  private static AudioFormat format(DataInputStream in, int channels, boolean coded)
      throws IOException {
    int bits = in.readUnsignedShort();
    double rate = extended(in);
    String name = coded ? fourLetters(in) : "NONE";
    Coding coding = CODINGS.get(name);
    if (coding == null) {
      throw new Unreadable(Unsupported.reason("AIFF-C with the codec '" + name + "'"));
    }
    boolean law = coding.encoding == Encoding.ULAW || coding.encoding == Encoding.ALAW;
    int width = law ? 1 : (bits + 7) / 8;
    return new AudioFormat(
        coding.encoding,
        (float) rate,
        width * 8,
        channels,
        width * channels,
        (float) rate,
        coding.bigEndian);
  }

  /** An 80-bit float, IEEE 754's extended precision. */
  private static double extended(DataInputStream in) throws IOException {
    int exponent = in.readUnsignedShort();
    long mantissa = in.readLong();
    double magnitude = (mantissa >>> 1) * 2.0 + (mantissa & 1);
    return Math.scalb(magnitude, (exponent & 0x7fff) - EXPONENT_BIAS);
  }

  private static long padded(long length) {
    return length + (length & 1);
  }

  private static String fourLetters(DataInputStream in) throws IOException {
    return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
  }
}
