package ricercar.track;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of methods by columns of measures; each cell knows its n, seeds and interval.
 *
 * @param verdicts on what was claimed of the rows
 * @param reported rows that were published elsewhere, to stand beside
 * @param judged what the gains in the verdicts are gains of
 */
public record ResultTable(
    String title,
    List<String> columns,
    List<Row> rows,
    List<String> footnotes,
    List<ClaimVerdict> verdicts,
    List<ReportedRow> reported,
    String judged) {
  public record Row(String name, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    footnotes = List.copyOf(footnotes);
    verdicts = List.copyOf(verdicts);
    reported = List.copyOf(reported);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "row '%s' has %d cells for %d columns"
                .formatted(row.name(), row.cells().size(), columns.size()));
      }
    }
  }

  /** Judged on its first column. */
  public ResultTable(
      String title,
      List<String> columns,
      List<Row> rows,
      List<String> footnotes,
      List<ClaimVerdict> verdicts,
      List<ReportedRow> reported) {
    this(title, columns, rows, footnotes, verdicts, reported, columns.get(0));
  }

  public ResultTable(String title, List<String> columns, List<Row> rows, List<String> footnotes) {
    this(title, columns, rows, footnotes, List.of(), List.of());
  }

  /** The same, with another word for what its verdicts are about. */
  public ResultTable judgedOn(String measure) {
    return new ResultTable(title, columns, rows, footnotes, verdicts, reported, measure);
  }

  public Cell cell(String row, String column) {
    int at = columns.indexOf(column);
    return rows.stream()
        .filter(r -> r.name().equals(row))
        .findFirst()
        .map(r -> r.cells().get(at))
        .orElseThrow(() -> new IllegalArgumentException("no row '" + row + "'"));
  }

  /**
   * One line per cell, every number in full; then up to four per claim, the verdict in the column.
   */
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
    for (ClaimVerdict verdict : verdicts) {
      Cell gain = verdict.gain();
      lines.add(csvLine(verdict.claim(), "gain: " + verdict.decision().text(), gain));
      plainLine(verdict, "negligible below", verdict.margin()).ifPresent(lines::add);
      plainLine(verdict, "smallest detectable", verdict.detectable()).ifPresent(lines::add);
      plainLine(verdict, "noise of seeds", verdict.seedNoise()).ifPresent(lines::add);
    }
    return String.join("\n", lines) + "\n";
  }

  public String toMarkdown() {
    return parts().stream().map(TextTable::markdown).collect(Collectors.joining("\n"));
  }

  /**
   * For a paper, by booktabs and threeparttable: what was obtained beside what was reported, then
   * the verdicts.
   */
  public String toLatex() {
    String main = reported.isEmpty() ? Latex.table(parts().get(0), 0, 0) : besideReported();
    String claims = verdicts.isEmpty() ? "" : "\n" + Latex.table(parts().get(1), 0, 0);
    return Latex.PACKAGES + main + claims;
  }

  /** Aligned for a terminal. */
  public String toText() {
    return parts().stream().map(TextTable::text).collect(Collectors.joining("\n"));
  }

  /** What is printed: the table itself, then the verdicts, then the reported rows. */
  public List<TextTable> parts() {
    List<TextTable> parts = new ArrayList<>();
    parts.add(new TextTable(title, grid(), 1, notes().lines().toList()));
    if (!verdicts.isEmpty()) {
      parts.add(ClaimVerdict.table(verdicts, judged));
    }
    if (!reported.isEmpty()) {
      parts.add(ReportedRow.table(reported));
    }
    return parts;
  }

  /**
   * The table as texts, header first. n stands in the header and the seeds in a column of their own
   * where they are the same for all cells there; else in the cell.
   */
  public List<List<String>> grid() {
    List<List<String>> grid = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(""));
    for (int c = 0; c < columns.size(); c++) {
      header.add(columns.get(c) + (firstN(c) > 0 && uniformN(c) ? " (n = " + firstN(c) + ")" : ""));
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

  private String besideReported() {
    List<List<String>> grid = grid();
    List<List<String>> lines = new ArrayList<>();
    List<String> none = Collections.nCopies(ReportedRow.measures(reported).size() + 1, "–");
    List<String> header = new ArrayList<>(List.of("as"));
    header.addAll(ReportedRow.measures(reported));
    lines.add(joined(grid.get(0), header));
    for (List<String> line : grid.subList(1, grid.size())) {
      List<ReportedRow> same = reported.stream().filter(r -> line.get(0).equals(r.row())).toList();
      lines.add(joined(line, same.isEmpty() ? none : there(same.get(0))));
      same.stream().skip(1).forEach(row -> lines.add(joined(blank(line), there(row))));
    }
    int elsewhere = lines.size();
    reported.stream()
        .filter(row -> row.row() == null)
        .forEach(row -> lines.add(joined(blank(grid.get(0)), there(row))));
    List<String> notes = joined(notes().lines().toList(), ReportedRow.notes(reported));
    return Latex.table(new TextTable(title, lines, 1, notes), none.size(), elsewhere);
  }

  private List<String> there(ReportedRow row) {
    return joined(List.of(row.marked(reported)), row.texts(reported));
  }

  private static List<String> blank(List<String> line) {
    return Collections.nCopies(line.size(), "");
  }

  private static List<String> joined(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static String text(Cell cell, boolean withN, boolean withSeeds) {
    if (cell.isEmpty()) {
      return cell.text();
    }
    String marks =
        cell.notes().stream().map(i -> "(" + (i + 1) + ")").collect(Collectors.joining(""));
    return cell.text()
        + (withN && cell.n() > 0 ? ", n = " + cell.n() : "")
        + (withSeeds ? ", seeds " + cell.seedText(", ") : "")
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
        .map(cell -> cell.seedText(", "))
        .orElse("");
  }

  private static boolean uniform(List<Cell> cells, Function<Cell, Object> property) {
    return cells.stream().filter(cell -> !cell.isEmpty()).map(property).distinct().count() == 1;
  }

  private static Optional<String> plainLine(ClaimVerdict verdict, String column, double value) {
    Cell cell = Cell.plain(value, verdict.gain().unit(), verdict.gain().seeds());
    return cell.isEmpty() ? Optional.empty() : Optional.of(csvLine(verdict.claim(), column, cell));
  }

  private static String csvLine(String row, String column, Cell cell) {
    String notes =
        cell.notes().stream().map(i -> String.valueOf(i + 1)).collect(Collectors.joining(" "));
    return List.of(
            quoted(row),
            quoted(column),
            number(cell.value()),
            number(cell.interval().low()),
            number(cell.interval().high()),
            number(cell.interval().level()),
            cell.n() == 0 ? "" : String.valueOf(cell.n()),
            cell.seedText(" "),
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
}
