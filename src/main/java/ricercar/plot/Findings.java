package ricercar.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ricercar.experiment.Study;
import ricercar.stats.Interval;
import ricercar.track.Cell;
import ricercar.track.ResultTable;

/** What a table says, in words. */
final class Findings {
  private Findings() {}

  /**
   * A paragraph with a sentence for each row that was compared; empty if none was.
   *
   * @param cost whether less is better
   */
  static List<String> onRows(ResultTable table, boolean cost) {
    int column =
        IntStream.range(0, table.columns().size())
            .filter(c -> table.columns().get(c).startsWith("Δ"))
            .findFirst()
            .orElse(-1);
    List<String> sentences = new ArrayList<>();
    for (ResultTable.Row row : table.rows()) {
      Cell cell = column < 0 ? Cell.EMPTY : row.cells().get(column);
      if (!cell.isEmpty()) {
        sentences.add(sentence(row.name(), cell, cost));
      }
    }
    return sentences.isEmpty()
        ? List.of()
        : List.of(table.columns().get(column) + ": " + String.join(" ", sentences));
  }

  /** Which rows' representations have collapsed, if any have. */
  static Optional<String> onCollapse(Study.Outcome outcome) {
    List<String> rows = CollapseTable.collapsed(outcome);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of("Collapsed onto a point or a line: " + String.join(", ", rows) + ".");
  }

  private static String sentence(String row, Cell difference, boolean cost) {
    Interval interval = difference.interval();
    String better = cost ? ", and less is better" : "";
    String verdict =
        interval.above(0)
            ? "is clear above it" + better
            : interval.below(0) ? "is clear below it" + better : "is not clear of it";
    String unit = difference.unit() == Cell.Unit.POINTS ? " points" : "";
    return "%s %s: %s%s.".formatted(capital(row), verdict, difference.text(), unit);
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
