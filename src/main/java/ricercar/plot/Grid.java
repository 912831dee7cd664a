package ricercar.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.track.ResultTable;
import tech.tablesaw.api.Table;

/**
 * A table to be read: numbers to the right, long ones cut with a remark how much is missing.
 *
 * @param rows texts, as many in each as there are columns
 */
public record Grid(String title, List<String> columns, List<List<String>> rows, List<String> notes)
    implements Viewable {
  private static final int MOST_ROWS = 60;
  private static final String STYLE =
      "border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.4em 0";

  public Grid {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of '%s' has %d cells for %d columns"
                .formatted(title, row.size(), columns.size()));
      }
    }
  }

  /** The table itself, without what stands below it; see {@link #all}. */
  public static Grid of(ResultTable table) {
    return all(table).get(0);
  }

  /** The table, the verdicts on its claims, and what was reported elsewhere. */
  public static List<Grid> all(ResultTable table) {
    return table.parts().stream()
        .map(
            part ->
                new Grid(
                    part.title(),
                    part.lines().get(0),
                    part.lines().subList(1, part.lines().size()),
                    part.notes()))
        .toList();
  }

  public static Grid of(Table table) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      rows.add(table.columns().stream().map(column -> column.getString(at)).toList());
    }
    return new Grid(table.name() == null ? "" : table.name(), table.columnNames(), rows, List.of());
  }

  @Override
  public View view() {
    return View.html(text(), html());
  }

  private List<List<String>> shown() {
    return rows.subList(0, Math.min(rows.size(), MOST_ROWS));
  }

  private String more() {
    return rows.size() > MOST_ROWS ? "… and %,d rows more".formatted(rows.size() - MOST_ROWS) : "";
  }

  // A column that begins with a number or a sign in every cell is one of numbers.
  private boolean[] numeric() {
    boolean[] numeric = new boolean[columns.size()];
    for (int c = 0; c < numeric.length; c++) {
      int column = c;
      numeric[c] =
          rows.stream()
              .map(row -> row.get(column))
              .allMatch(cell -> cell.matches("|–|[+−-]?\\d.*|[<>] ?\\d.*"));
    }
    return numeric;
  }

  String html() {
    boolean[] numeric = numeric();
    StringBuilder out =
        new StringBuilder("<div style=\"overflow-x:auto\"><table class=\"grid\" style=\"");
    out.append(STYLE).append("\">");
    if (!title.isEmpty()) {
      out.append("<caption style=\"text-align:left;font-weight:600;padding:4px 0\">");
      out.append(Html.escape(title)).append("</caption>");
    }
    out.append("<thead>").append(row("th", columns, numeric)).append("</thead><tbody>");
    shown().forEach(row -> out.append(row("td", row, numeric)));
    out.append("</tbody></table></div>");
    for (String note : notes) {
      out.append("<div class=\"grid-note\"><small>")
          .append(Html.escape(note))
          .append("</small></div>");
    }
    return more().isEmpty() ? out.toString() : out + "<small>" + more() + "</small>";
  }

  private static String row(String tag, List<String> cells, boolean[] numeric) {
    StringBuilder out = new StringBuilder("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      String side = numeric[c] && c > 0 ? "right" : "left";
      // Numbers stay whole; long headers break, so that a wide table needs no scrolling.
      side +=
          tag.equals("td") && numeric[c] && c > 0 ? ";white-space:nowrap" : ";white-space:normal";
      out.append("<%s style=\"text-align:%s;padding:4px 14px 4px 0\">".formatted(tag, side));
      out.append(Html.escape(cells.get(c))).append("</").append(tag).append(">");
    }
    return out.append("</tr>").toString();
  }

  /** Aligned for a terminal. */
  String text() {
    List<List<String>> lines = new ArrayList<>(List.of(columns));
    lines.addAll(shown());
    boolean[] numeric = numeric();
    int[] widths =
        IntStream.range(0, columns.size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    StringBuilder out = new StringBuilder(title.isEmpty() ? "" : title + "\n");
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - line.get(c).length());
        text.append(numeric[c] && c > 0 ? pad + line.get(c) : line.get(c) + pad).append("  ");
      }
      out.append(text.toString().stripTrailing()).append("\n");
    }
    notes.forEach(note -> out.append(note).append("\n"));
    return out.append(more()).toString();
  }
}
