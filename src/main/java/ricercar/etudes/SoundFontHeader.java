package ricercar.etudes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ricercar.Problem;

/**
 * The first chunks of a SoundFont: {@code RIFF size sfbk LIST size INFO ifil 4 major minor}. The
 * JDK's synthesizer loads the compressed SoundFont 3 without complaint and plays its bytes as
 * noise.
 */
final class SoundFontHeader {
  private static final int LOOK = 1 << 12;

  private SoundFontHeader() {}

  static void check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Problem("There is no sound bank " + file + ".", "Check the path.");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(LOOK);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int version = text.indexOf("ifil");
    if (!text.startsWith("RIFF") || !text.startsWith("sfbk", 8) || version < 0) {
      throw new Problem(file + " is not a SoundFont.", "Give a SoundFont 2 (.sf2) file.");
    }
    int major = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(version + 8);
    if (major != 2) {
      throw new Problem(
          file + " is a SoundFont " + major + ", whose compressed samples would play as noise.",
          "Give a SoundFont 2 (.sf2) file, or convert it with sf3convert.");
    }
  }
}
