package ricercar.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import ricercar.files.Sha256;

/** Samples as stored: little-endian int16, with what is measured of them on the way in. */
record Pcm(ByteBuffer bytes, float peak, float rms, String sha256) {
  static final float FULL_SCALE = 32768f;

  /** Rounds to 16 bits; values beyond full scale are held there. */
  static Pcm of(float[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(samples.length, ClipRow.BYTES_PER_SAMPLE))
            .order(ByteOrder.LITTLE_ENDIAN);
    int peak = 0;
    double energy = 0;
    for (float sample : samples) {
      if (!Float.isFinite(sample)) {
        throw new IllegalArgumentException("a sample is " + sample);
      }
      int value =
          Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * FULL_SCALE)));
      bytes.putShort((short) value);
      peak = Math.max(peak, Math.abs(value));
      energy += (double) value * value;
    }
    bytes.flip();
    double rms = Math.sqrt(energy / samples.length) / FULL_SCALE;
    String sha256 = new Sha256().add(bytes.duplicate()).hex();
    return new Pcm(bytes, peak / FULL_SCALE, (float) rms, sha256);
  }
}
