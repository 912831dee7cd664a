package ricercar.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ricercar.track.Cell;
import ricercar.track.ClaimVerdict;
import ricercar.track.ResultTable;

/**
 * One table of several probes of the same rows: of each its first metric and the differences, then
 * the costs of the first. All metrics and tests stay in the probes' own tables.
 */
final class SideBySide {
  private SideBySide() {}

  static ResultTable of(String title, List<Study.Probed> probes) {
    List<String> columns = new ArrayList<>();
    List<List<Cell>> cells = new ArrayList<>();
    Set<String> footnotes = new LinkedHashSet<>();
    List<ClaimVerdict> verdicts = new ArrayList<>();
    for (Study.Probed probe : probes) {
      ResultTable table = probe.table();
      footnotes.addAll(table.footnotes());
      footnotes.removeAll(List.of(Comparison.TEST_NOTE, Comparison.PRECISION_NOTE));
      verdicts.addAll(table.verdicts());
      for (int column = 0; column < table.columns().size(); column++) {
        String name = table.columns().get(column);
        if (column == 0 || name.startsWith("Δ")) {
          columns.add(probe.name() + ": " + name);
          cells.add(column(table, column, footnotes));
        }
      }
    }
    ResultTable home = probes.get(0).table();
    for (int column = 0; column < home.columns().size(); column++) {
      if (Cost.isHeading(home.columns().get(column))) {
        columns.add(home.columns().get(column));
        cells.add(column(home, column, footnotes));
      }
    }
    List<ResultTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < home.rows().size(); i++) {
      int row = i;
      rows.add(
          new ResultTable.Row(
              home.rows().get(i).name(), cells.stream().map(c -> c.get(row)).toList()));
    }
    return new ResultTable(title, columns, rows, List.copyOf(footnotes), verdicts, home.reported())
        .judgedOn("the first metric of the claim's probe");
  }

  /** A column whose marks point to the joint footnotes. */
  private static List<Cell> column(ResultTable table, int column, Set<String> footnotes) {
    List<String> all = List.copyOf(footnotes);
    return table.rows().stream()
        .map(row -> row.cells().get(column))
        .map(
            cell ->
                new Cell(
                    cell.interval(),
                    cell.unit(),
                    cell.n(),
                    cell.seeds(),
                    cell.seedSpread(),
                    cell.notes().stream().map(n -> all.indexOf(table.footnotes().get(n))).toList()))
        .toList();
  }
}
