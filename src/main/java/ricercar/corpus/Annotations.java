package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ricercar.files.Sha256;

/** {@code annotations.jsonl}: line k holds the rich labels of clip k; read when asked for. */
final class Annotations {
  private final Path file;
  private final long[] start;

  private Annotations(Path file, long[] start) {
    this.file = file;
    this.start = start;
  }

  /** Checks the file's hash and finds its lines. */
  static Annotations open(Path file, String sha256, int clips) {
    try {
      Damage.unless(Sha256.of(file).equals(sha256), file, "its hash is not the one in corpus.json");
      return new Annotations(file, lineStarts(file, clips));
    } catch (IOException e) {
      throw Damage.in(file, "it cannot be read (" + e.getMessage() + ")");
    }
  }

  private static long[] lineStarts(Path file, int clips) throws IOException {
    long[] start = new long[clips + 1];
    int line = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long position = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        position++;
        if (b == '\n') {
          Damage.unless(++line <= clips, file, "it has more lines than there are clips");
          start[line] = position;
        }
      }
    }
    Damage.unless(line == clips, file, "it has %d lines for %d clips", line, clips);
    return start;
  }

  JsonNode of(int clip) {
    byte[] line = new byte[Math.toIntExact(start[clip + 1] - start[clip])];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(start[clip]);
      in.readFully(line);
    } catch (IOException e) {
      throw Damage.in(file, "it cannot be read (" + e.getMessage() + ")");
    }
    JsonNode node = Json.tree(new String(line, StandardCharsets.UTF_8), file, "line " + (clip + 1));
    return node.isNull() ? MissingNode.getInstance() : node;
  }
}
