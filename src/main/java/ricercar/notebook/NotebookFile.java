package ricercar.notebook;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ricercar.Problem;
import ricercar.files.AtomicFiles;

/**
 * A notebook as it is committed: cells in order, without outputs, counters or times, in one
 * spelling, so that a change of the text is all that a diff shows.
 */
public record NotebookFile(List<Cell> cells) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public record Cell(Kind kind, String source) {}

  public enum Kind {
    MARKDOWN,
    CODE;

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public NotebookFile {
    cells = List.copyOf(cells);
  }

  /** Writes the notebooks named again as they are committed. */
  public static void main(String[] files) {
    for (String file : files) {
      NotebookFile notebook = read(Path.of(file));
      AtomicFiles.write(Path.of(file), notebook.toJson());
    }
  }

  public static NotebookFile read(Path file) {
    try {
      List<Cell> cells = new ArrayList<>();
      for (JsonNode cell : JSON.readTree(Files.readString(file)).get("cells")) {
        Kind kind = cell.get("cell_type").asText().equals("code") ? Kind.CODE : Kind.MARKDOWN;
        cells.add(new Cell(kind, source(cell.get("source")).strip()));
      }
      return new NotebookFile(cells);
    } catch (IOException | RuntimeException e) {
      throw new Problem(file + " is not a notebook.", "Restore it from git.", e);
    }
  }

  private static String source(JsonNode source) {
    StringBuilder text = new StringBuilder(source.isTextual() ? source.asText() : "");
    source.forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  public List<String> code() {
    return cells.stream().filter(cell -> cell.kind == Kind.CODE).map(Cell::source).toList();
  }

  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("cells");
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      ObjectNode node = list.addObject().put("cell_type", cell.kind.key());
      if (cell.kind == Kind.CODE) {
        node.putNull("execution_count");
      }
      node.put("id", "cell-%02d".formatted(i + 1)).putObject("metadata");
      if (cell.kind == Kind.CODE) {
        node.putArray("outputs");
      }
      cell.source
          .lines()
          .forEach(new Lines(node.putArray("source"), cell.source.lines().count())::add);
    }
    ObjectNode metadata = root.putObject("metadata");
    metadata
        .putObject("kernelspec")
        .put("display_name", "Ricercar (Java)")
        .put("language", "java")
        .put("name", KernelSpec.NAME);
    metadata.putObject("language_info").put("file_extension", ".jshell").put("name", "java");
    root.put("nbformat", 4).put("nbformat_minor", 5);
    return print(root);
  }

  /** Jupyter keeps a cell as lines, each but the last with its line feed. */
  private static final class Lines {
    private final ArrayNode target;
    private final long count;

    Lines(ArrayNode target, long count) {
      this.target = target;
      this.count = count;
    }

    void add(String line) {
      target.add(target.size() == count - 1 ? line : line + "\n");
    }
  }

  // One space of indentation, as Jupyter writes it.
  private static String print(JsonNode root) {
    Separators spelling =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(spelling);
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
