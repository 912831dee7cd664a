package ricercar.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ricercar.Problem;
import ricercar.files.FileHold;

/**
 * All verdicts of a session, in a file that only grows: one JSON object a line, on the disk before
 * {@link #append} returns. One process at a time writes it. A line that a loss of power tore off at
 * the end is cut away when the file is opened; a bad line before the end is not, since verdicts
 * stand behind it.
 */
public final class Ledger implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final FileHold hold;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final String warning;

  private Ledger(Path file) throws IOException {
    this.file = file;
    hold = held(file);
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      byte[] bytes = Files.readAllBytes(file);
      int end = wholeEnd(bytes);
      warning =
          end == bytes.length
              ? ""
              : "%s ended in a torn line; its last %d bytes were dropped."
                  .formatted(file, bytes.length - end);
      parse(file, bytes, end).forEach(this::keep);
      if (end < bytes.length) {
        channel.truncate(end);
        channel.force(true);
      }
      channel.position(end);
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** Opens it for writing, or begins it. */
  public static Ledger open(Path file) {
    try {
      return new Ledger(file);
    } catch (IOException e) {
      throw new Problem("Cannot open " + file + ".", "Is its folder writable?", e);
    }
  }

  /** The entries of a file that someone else may be writing; none if it is absent. */
  public static List<Entry> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      byte[] bytes = Files.readAllBytes(file);
      return parse(file, bytes, wholeEnd(bytes));
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Is it readable?", e);
    }
  }

  /** What had to be mended when the file was opened; empty as a rule. */
  public String warning() {
    return warning;
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Returns when the entry is on the disk; if it cannot be, the file is as it was. */
  public synchronized void append(Entry entry) {
    check(entry);
    long before = -1;
    try {
      before = channel.position();
      ByteBuffer line =
          ByteBuffer.wrap((EntryJson.write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException e) {
      takeBack(before);
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
    keep(entry);
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
      hold.close();
    } catch (IOException e) {
      throw new Problem("Cannot close " + file + ".", "Is the disk full or read-only?", e);
    }
  }

  private void check(Entry entry) {
    if (entry instanceof Entry.Judged judged) {
      Problem.unless(
          !ids.contains(judged.id()), "%s has a verdict '%s' already.", file, judged.id());
    }
    if (entry instanceof Entry.Undone undone) {
      Problem.unless(
          ids.contains(undone.id()),
          "%s has no verdict '%s' that could be undone.",
          file,
          undone.id());
    }
  }

  private void keep(Entry entry) {
    entries.add(entry);
    if (entry instanceof Entry.Judged judged) {
      ids.add(judged.id());
    }
  }

  private void takeBack(long before) {
    try {
      if (before >= 0) {
        channel.truncate(before);
        channel.position(before);
      }
    } catch (IOException ignored) {
      // The next opening cuts a torn line away; what matters is the first failure.
    }
  }

  private static FileHold held(Path file) throws IOException {
    return FileHold.tryAt(file.resolveSibling("." + file.getFileName() + ".lock"))
        .orElseThrow(
            () ->
                new Problem(
                    "Someone else is writing " + file + ".",
                    "Close that session, or name another ledger."));
  }

  private static int wholeEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static List<Entry> parse(Path file, byte[] bytes, int end) {
    List<Entry> entries = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        entries.add(entry(file, entries.size() + 1, line));
        start = i + 1;
      }
    }
    return entries;
  }

  private static Entry entry(Path file, int number, String line) {
    try {
      return EntryJson.read(line);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new Problem(
          "Line %d of %s is no entry of a ledger.".formatted(number, file),
          "Nothing was changed; mend the line by hand, or restore the file.",
          e);
    }
  }
}
