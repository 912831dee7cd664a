package ricercar.track;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of methods by columns of measures; each cell knows its n, seeds and interval. */
public record ResultTable(
    String title, List<String> columns, List<Row> rows, List<String> footnotes) {
  public record Row(String name, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    footnotes = List.copyOf(footnotes);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "row '%s' has %d cells for %d columns"
                .formatted(row.name(), row.cells().size(), columns.size()));
      }
    }
  }

  public Cell cell(String row, String column) {
    int at = columns.indexOf(column);
    return rows.stream()
        .filter(r -> r.name().equals(row))
        .findFirst()
        .map(r -> r.cells().get(at))
        .orElseThrow(() -> new IllegalArgumentException("no row '" + row + "'"));
  }

  /** One line per cell, every number in full. */
  public String toCsv() {
    List<String> lines = new ArrayList<>();
    lines.add("row,column,value,low,high,level,n,seeds,seed_spread,notes");
    for (Row row : rows) {
      for (int c = 0; c < columns.size(); c++) {
        Cell cell = row.cells().get(c);
        if (!cell.isEmpty()) {
          lines.add(csvLine(row.name(), columns.get(c), cell));
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  public String toMarkdown() {
    List<List<String>> grid = grid();
    StringBuilder text = new StringBuilder("**" + title + "**\n\n");
    for (int r = 0; r < grid.size(); r++) {
      text.append("| ").append(String.join(" | ", escaped(grid.get(r)))).append(" |\n");
      if (r == 0) {
        text.append("|---").append("|---:".repeat(grid.get(0).size() - 1)).append("|\n");
      }
    }
    text.append("\n");
    return text.append(notes()).toString();
  }

  /** Aligned for a terminal. */
  public String toText() {
    List<List<String>> grid = grid();
    int[] widths =
        IntStream.range(0, grid.get(0).size())
            .map(c -> grid.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    String rule = "─".repeat(IntStream.of(widths).map(w -> w + 2).sum() - 2);
    StringBuilder text = new StringBuilder(title + "\n" + rule + "\n");
    for (int r = 0; r < grid.size(); r++) {
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - grid.get(r).get(c).length());
        text.append(c == 0 ? grid.get(r).get(c) + pad : "  " + pad + grid.get(r).get(c));
      }
      text.append("\n").append(r == 0 || r == grid.size() - 1 ? rule + "\n" : "");
    }
    return text.append(notes()).toString();
  }

  /**
   * The table as texts, header first. n stands in the header and the seeds in a column of their own
   * where they are the same for all cells there; else in the cell.
   */
  public List<List<String>> grid() {
    List<List<String>> grid = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(""));
    for (int c = 0; c < columns.size(); c++) {
      header.add(columns.get(c) + (uniformN(c) ? " (n = " + firstN(c) + ")" : ""));
    }
    header.add("seeds");
    grid.add(header);
    for (Row row : rows) {
      boolean uniform = uniform(row.cells(), Cell::seeds);
      List<String> line = new ArrayList<>(List.of(row.name()));
      for (int c = 0; c < columns.size(); c++) {
        line.add(text(row.cells().get(c), !uniformN(c), !uniform));
      }
      line.add(uniform ? firstSeeds(row) : "");
      grid.add(line);
    }
    return grid;
  }

  /** The footnotes, one a line, numbered as the cells refer to them. */
  public String notes() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < footnotes.size(); i++) {
      text.append("(%d) %s\n".formatted(i + 1, footnotes.get(i)));
    }
    return text.toString();
  }

  private static String text(Cell cell, boolean withN, boolean withSeeds) {
    if (cell.isEmpty()) {
      return cell.text();
    }
    String marks =
        cell.notes().stream().map(i -> "(" + (i + 1) + ")").collect(Collectors.joining(""));
    return cell.text()
        + (withN ? ", n = " + cell.n() : "")
        + (withSeeds ? ", seeds " + seeds(cell) : "")
        + (marks.isEmpty() ? "" : " " + marks);
  }

  private boolean uniformN(int column) {
    return uniform(rows.stream().map(row -> row.cells().get(column)).toList(), Cell::n);
  }

  private int firstN(int column) {
    return rows.stream()
        .map(row -> row.cells().get(column))
        .filter(cell -> !cell.isEmpty())
        .mapToInt(Cell::n)
        .findFirst()
        .orElse(0);
  }

  private static String firstSeeds(Row row) {
    return row.cells().stream()
        .filter(cell -> !cell.isEmpty())
        .findFirst()
        .map(ResultTable::seeds)
        .orElse("");
  }

  private static boolean uniform(List<Cell> cells, Function<Cell, Object> property) {
    return cells.stream().filter(cell -> !cell.isEmpty()).map(property).distinct().count() == 1;
  }

  private static String seeds(Cell cell) {
    return cell.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String csvLine(String row, String column, Cell cell) {
    String seeds = cell.seeds().stream().map(String::valueOf).collect(Collectors.joining(" "));
    String notes =
        cell.notes().stream().map(i -> String.valueOf(i + 1)).collect(Collectors.joining(" "));
    return List.of(
            quoted(row),
            quoted(column),
            number(cell.value()),
            number(cell.interval().low()),
            number(cell.interval().high()),
            number(cell.interval().level()),
            String.valueOf(cell.n()),
            seeds,
            number(cell.seedSpread()),
            notes)
        .stream()
        .collect(Collectors.joining(","));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static List<String> escaped(List<String> texts) {
    return texts.stream().map(text -> text.replace("|", "\\|")).toList();
  }
}
