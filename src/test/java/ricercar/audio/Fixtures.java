package ricercar.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ricercar.random.Stream;

/** The encoded files beside make-fixtures.sh, and ways to break them. */
final class Fixtures {
  private Fixtures() {}

  static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decoded decode(Path folder, String name, byte[] bytes) {
    try {
      return AudioFile.decode(Files.write(folder.resolve(name), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decoded decode(Path folder, String name) {
    return decode(folder, name, bytes(name));
  }

  static byte[] truncated(byte[] bytes, double share) {
    return Arrays.copyOf(bytes, (int) (bytes.length * share));
  }

  /** Flips single bits behind the first {@code spared} bytes. */
  static byte[] flipped(byte[] bytes, int flips, int spared, long seed) {
    byte[] out = bytes.clone();
    Stream random = Stream.of(seed, "flips");
    for (int i = 0; i < flips; i++) {
      out[spared + random.nextInt(bytes.length - spared)] ^= (byte) (1 << random.nextInt(8));
    }
    return out;
  }

  static byte[] random(int length, long seed) {
    byte[] out = new byte[length];
    Stream random = Stream.of(seed, "bytes");
    for (int i = 0; i < length; i++) {
      out[i] = (byte) random.nextInt(256);
    }
    return out;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static float[] samples(Decoded decoded) {
    return decoded.waveform().orElseThrow(() -> new AssertionError(decoded.reason())).samples();
  }
}
