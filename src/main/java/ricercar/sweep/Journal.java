package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ricercar.Problem;
import ricercar.files.FileHold;
import ricercar.track.JsonLines;

/**
 * What came of each run of a sweep, one line each, safe on disk before the next begins. A sweep
 * that was killed, even in the middle of a line, goes on from it. It may be deleted: finished runs
 * are found in the run store, and only failures are tried again.
 */
public final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileHold hold;
  private final JsonLines lines;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A run that has ended.
   *
   * @param run the identity's hash, shortened; empty if it failed before it had one
   * @param value the objective, to be made large; NaN if it failed
   * @param failure why; empty if it did not fail
   */
  public record Entry(
      int trial, Proposal proposal, long seed, String run, double value, String failure) {
    public boolean failed() {
      return !failure.isEmpty();
    }
  }

  private Journal(Path file, FileHold hold, JsonLines lines) {
    this.file = file;
    this.hold = hold;
    this.lines = lines;
  }

  /**
   * Opens a sweep's journal, or begins it; one process at a time may hold it.
   *
   * @param about what makes the sweep this one, such as its axes; an older journal about something
   *     else is refused
   */
  public static Journal open(Path file, ObjectNode about) {
    FileHold hold = hold(file);
    try {
      JsonLines lines = new JsonLines(file);
      Journal journal = new Journal(file, hold, lines);
      List<JsonNode> written = JsonLines.read(file);
      if (written.isEmpty()) {
        journal.write(JSON.createObjectNode().set("sweep", about));
      } else {
        journal.requireSame(written.get(0).path("sweep"), about);
        written.subList(1, written.size()).forEach(line -> journal.entries.add(entry(line)));
      }
      return journal;
    } catch (RuntimeException e) {
      release(hold);
      throw e;
    }
  }

  /**
   * The runs of a journal that lies still, such as one under {@code results/}; empty if there is
   * none, or if it is about another sweep.
   */
  public static List<Entry> read(Path file, ObjectNode about) {
    List<JsonNode> written = JsonLines.read(file);
    return written.isEmpty() || different(written.get(0).path("sweep"), about).isPresent()
        ? List.of()
        : written.subList(1, written.size()).stream().map(Journal::entry).toList();
  }

  /** In the order in which they ended. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** What had to be mended when the file was opened; empty as a rule. */
  public List<String> warnings() {
    return lines.warnings();
  }

  /** Survives a loss of power from its return on. */
  public void append(Entry entry) {
    ObjectNode line = JSON.createObjectNode();
    line.put("trial", entry.trial());
    ArrayNode point = line.putArray("point");
    entry.proposal().point().values().forEach(point::add);
    if (entry.proposal().budget() != null) {
      line.put("budget", entry.proposal().budget());
    }
    line.put("seed", entry.seed());
    line.put("run", entry.run());
    if (entry.failed()) {
      line.put("failure", entry.failure());
    } else {
      line.put("value", entry.value());
    }
    write(line);
    entries.add(entry);
  }

  @Override
  public void close() {
    lines.close();
    release(hold);
  }

  private void write(JsonNode line) {
    lines.append(line);
    lines.force();
  }

  private static Entry entry(JsonNode line) {
    List<JsonNode> point = new ArrayList<>();
    line.path("point").forEach(point::add);
    Integer budget = line.has("budget") ? line.get("budget").asInt() : null;
    return new Entry(
        line.path("trial").asInt(),
        new Proposal(new Point(point), budget),
        line.path("seed").asLong(),
        line.path("run").asText(),
        // Jackson writes infinities as strings.
        line.has("value") ? Double.parseDouble(line.get("value").asText()) : Double.NaN,
        line.path("failure").asText(""));
  }

  private void requireSame(JsonNode old, ObjectNode now) {
    different(old, now)
        .ifPresent(
            key -> {
              throw new Problem(
                  "%s is the journal of another sweep: its '%s' was %s and is %s now."
                      .formatted(file, key, brief(old.path(key)), brief(now.get(key))),
                  "Give this sweep's file another name or --runs another folder, or delete the"
                      + " journal: finished runs are found again.");
            });
  }

  private static Optional<String> different(JsonNode old, ObjectNode now) {
    return now.properties().stream()
        .filter(each -> !each.getValue().toString().equals(old.path(each.getKey()).toString()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() <= 120 ? text : text.substring(0, 117) + "...";
  }

  private static FileHold hold(Path file) {
    try {
      return FileHold.tryAt(file.resolveSibling("." + file.getFileName() + ".lock"))
          .orElseThrow(
              () ->
                  new Problem(
                      "The sweep of " + file + " is being run by another process.",
                      "Wait until it ends, or stop it; this one then goes on where it was left."));
    } catch (IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
  }

  private static void release(FileHold hold) {
    try {
      hold.close();
    } catch (IOException e) {
      throw new Problem("Cannot release a sweep's journal.", "Is the disk still there?", e);
    }
  }
}
