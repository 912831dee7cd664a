package ricercar.corpus;

import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;

/**
 * A table in text: RFC 4180 with commas, or tabs where the head line holds one; LF or CRLF; a byte
 * order mark is skipped. Every row keeps the line it began on, for messages.
 */
public record Csv(String name, List<String> columns, List<Row> rows) {
  public record Row(int line, List<String> cells) {}

  public static Csv parse(String name, String text) {
    List<Row> rows = rows(name, text);
    if (rows.isEmpty()) {
      throw new Problem(name + " is empty.", "Its first line must name the columns.");
    }
    List<String> columns = rows.get(0).cells().stream().map(String::strip).toList();
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new Problem(
            "%s line %d has %d cells; the first line names %d columns."
                .formatted(name, row.line(), row.cells().size(), columns.size()),
            "Put cells that hold a separator into double quotes.");
      }
    }
    for (String column : columns) {
      if (column.isEmpty() || columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw new Problem(
            name + " line 1: column '" + column + "' is unnamed or named twice.",
            "Give every column a name of its own.");
      }
    }
    return new Csv(name, columns, rows.subList(1, rows.size()));
  }

  /** Every line as it stands, however many cells it has; for tables with several head lines. */
  static List<Row> rows(String name, String text) {
    return new Parser(name, text.startsWith("\uFEFF") ? text.substring(1) : text).rows();
  }

  /** Refuses a table that has other columns than those that are known, in any order. */
  void requireColumns(List<String> known) {
    if (columns.size() != known.size() || !columns.containsAll(known)) {
      throw new Problem(
          name + " has the columns " + columns + ".", "It must have " + known + " and no others.");
    }
  }

  Problem problem(Row row, String column, String what, String remedy) {
    return new Problem(
        "%s line %d, column '%s': %s".formatted(name, row.line(), column, what), remedy);
  }

  public String cell(Row row, String column) {
    return row.cells().get(columns.indexOf(column)).strip();
  }

  private static final class Parser {
    private final String name;
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Parser(String name, String text) {
      this.name = name;
      this.text = text;
      separator = text.lines().findFirst().orElse("").indexOf('\t') >= 0 ? '\t' : ',';
    }

    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      while (at < text.length()) {
        int start = line;
        List<String> cells = new ArrayList<>(List.of(cell()));
        while (at < text.length() && text.charAt(at) == separator) {
          at++;
          cells.add(cell());
        }
        endLine();
        if (cells.size() > 1 || !cells.get(0).isBlank()) {
          rows.add(new Row(start, cells));
        }
      }
      return rows;
    }

    private String cell() {
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      int start = at;
      while (at < text.length() && text.charAt(at) != separator && !atLineEnd()) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() {
      int start = line;
      StringBuilder cell = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == '"';
        if (c == '"' && !doubled) {
          at++;
          return closed(cell.toString());
        }
        at += c == '"' ? 1 : 0;
        line += c == '\n' ? 1 : 0;
        cell.append(c);
      }
      throw new Problem(name + " line " + start + ": a double quote is never closed.", "Close it.");
    }

    private String closed(String cell) {
      if (at < text.length() && text.charAt(at) != separator && !atLineEnd()) {
        throw new Problem(
            name + " line " + line + ": text follows a closing double quote.",
            "Write a double quote inside a cell twice.");
      }
      return cell;
    }

    private boolean atLineEnd() {
      return text.charAt(at) == '\n'
          || text.charAt(at) == '\r' && (at + 1 == text.length() || text.charAt(at + 1) == '\n');
    }

    private void endLine() {
      at += at < text.length() && text.charAt(at) == '\r' ? 1 : 0;
      at += at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
      line++;
    }
  }
}
