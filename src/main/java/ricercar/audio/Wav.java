package ricercar.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes RIFF wave files, for players and exports. */
public final class Wav {
  private static final int HEADER = 44;

  private Wav() {}

  /** A mono 16-bit wave file; samples beyond [-1, 1] are clipped, not finite ones become 0. */
  public static byte[] pcm16(float[] samples, int sampleRate) {
    int bytes = Math.multiplyExact(samples.length, Short.BYTES);
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(HEADER, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    out.putInt(sampleRate).putInt(sampleRate * Short.BYTES);
    out.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    out.put(ascii("data")).putInt(bytes);
    for (float x : samples) {
      out.putShort((short) Math.max(-32768, Math.min(32767, Math.round(x * 32768))));
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
