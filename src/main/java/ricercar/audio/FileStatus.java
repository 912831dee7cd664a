package ricercar.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import ricercar.files.Sha256;

/**
 * One row of an import's status table. For a rejected file the numbers are 0 and the hash is empty.
 *
 * @param path as the import names the file
 * @param reason empty for a good file
 * @param frames samples of the mono sound, at {@code sampleRate} Hz
 * @param channels of the file, before the mean was taken
 * @param peak largest magnitude, 1 being full scale
 * @param sha256 of the mono samples as little-endian float32
 */
public record FileStatus(
    String path,
    Outcome status,
    String reason,
    long frames,
    int sampleRate,
    int channels,
    double peak,
    double rms,
    String sha256) {

  /** How decoding ended. */
  public enum Outcome {
    OK,
    RECOVERED,
    REJECTED
  }

  public static FileStatus of(String path, Decoded decoded) {
    return decoded
        .waveform()
        .map(sound -> of(path, decoded, sound))
        .orElseGet(
            () -> new FileStatus(path, decoded.outcome(), decoded.reason(), 0, 0, 0, 0, 0, ""));
  }

  private static FileStatus of(String path, Decoded decoded, Waveform sound) {
    float[] samples = sound.samples();
    double peak = 0;
    double power = 0;
    for (float x : samples) {
      peak = Math.max(peak, Math.abs(x));
      power += (double) x * x;
    }
    return new FileStatus(
        path,
        decoded.outcome(),
        decoded.reason(),
        samples.length,
        sound.sampleRate(),
        decoded.source().map(SourceFormat::channels).orElse(1),
        peak,
        Math.sqrt(power / Math.max(1, samples.length)),
        hash(samples));
  }

  private static String hash(float[] samples) {
    Sha256 hash = new Sha256();
    ByteBuffer block = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    int floats = block.capacity() / Float.BYTES;
    for (int start = 0; start < samples.length; start += floats) {
      int count = Math.min(floats, samples.length - start);
      block.clear();
      block.asFloatBuffer().put(samples, start, count);
      hash.add(block.limit(count * Float.BYTES));
    }
    return hash.hex();
  }
}
