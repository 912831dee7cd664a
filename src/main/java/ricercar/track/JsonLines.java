package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import ricercar.Problem;

/**
 * A file of JSON objects, one a line, that only grows. A writer killed in the middle of a line
 * leaves a torn tail; it is cut off when the file is opened, and {@link #warnings} says so.
 */
public final class JsonLines implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final List<String> warnings = new ArrayList<>();

  public JsonLines(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      keepWhile(line -> true);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What had to be mended when the file was opened; empty as a rule. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** One write call per line: a kill of the process alone leaves whole lines. */
  public void append(Object value) {
    try {
      ByteBuffer line =
          ByteBuffer.wrap((JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Makes all lines survive a loss of power. */
  public void force() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Cuts the file before the first line that is torn or does not satisfy the test. */
  void keepWhile(Predicate<JsonNode> test) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Line> lines = whole(bytes);
    int wholeEnd = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).end();
    if (wholeEnd < bytes.length) {
      warnings.add(
          "%s ended in a torn line; its last %d bytes were dropped."
              .formatted(file, bytes.length - wholeEnd));
    }
    int keptEnd = 0;
    for (Line line : lines) {
      if (!test.test(line.value())) {
        break;
      }
      keptEnd = line.end();
    }
    if (keptEnd < bytes.length) {
      channel.truncate(keptEnd);
      channel.force(true);
    }
    channel.position(keptEnd);
  }

  /** The whole lines of a file that may still be growing; none if it is absent. */
  public static List<JsonNode> read(Path file) {
    try {
      return Files.exists(file)
          ? whole(Files.readAllBytes(file)).stream().map(Line::value).toList()
          : List.of();
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Is it readable?", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.force(true);
      channel.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private record Line(JsonNode value, int end) {}

  private static List<Line> whole(byte[] bytes) throws IOException {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        JsonNode value = parse(bytes, start, i);
        if (value == null) {
          break;
        }
        start = i + 1;
        lines.add(new Line(value, start));
      }
    }
    return lines;
  }

  private static JsonNode parse(byte[] bytes, int start, int end) throws IOException {
    try {
      JsonNode line = JSON.readTree(bytes, start, end - start);
      return line.isObject() ? line : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private Problem unwritable(IOException cause) {
    return new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", cause);
  }
}
