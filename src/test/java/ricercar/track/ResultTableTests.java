package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.stats.Interval;

class ResultTableTests {
  private static final List<Long> SEEDS = List.of(1L, 2L);

  private final ResultTable table =
      new ResultTable(
          "First table",
          List.of("accuracy %", "against untrained"),
          List.of(
              new ResultTable.Row("untrained", List.of(percent(0.566, List.of()), Cell.EMPTY)),
              new ResultTable.Row(
                  "self-supervised", List.of(percent(0.5991, List.of(0)), points(0.033)))),
          List.of("Not clear of the untrained encoder."));

  @Test
  void markdownShowsValueIntervalCountsSeedsAndFootnotes() {
    assertThat(table.toMarkdown())
        .isEqualTo(
            """
            **First table**

            |  | accuracy % (n = 400) | against untrained (n = 400) | seeds |
            |---|---:|---:|---:|
            | untrained | 56.6 [51.6, 61.6] | – | 1, 2 |
            | self-supervised | 59.9 [54.9, 64.9] (1) | +3.3 [−1.7, +8.3] | 1, 2 |

            (1) Not clear of the untrained encoder.
            """);
  }

  @Test
  void csvKeepsEveryNumberInFullAndQuotesWhatNeedsIt() {
    assertThat(table.toCsv())
        .startsWith("row,column,value,low,high,level,n,seeds,seed_spread,notes\n")
        .contains("untrained,accuracy %,0.566,0.51")
        .contains("self-supervised,accuracy %,0.5991,")
        .endsWith(",0.95,400,1 2,0.01,\n")
        .hasLineCount(4);
    ResultTable awkward =
        new ResultTable(
            "t",
            List.of("a"),
            List.of(new ResultTable.Row("p, \"q\"", List.of(percent(0.5, List.of())))),
            List.of());
    assertThat(awkward.toCsv()).contains("\"p, \"\"q\"\"\",a,");
  }

  @Test
  void onATerminalTheColumnsAlign() {
    List<String> lines = table.toText().lines().toList();
    assertThat(lines.subList(2, 6).stream().map(String::length).distinct()).hasSize(1);
  }

  @Test
  void countsThatDifferStandInTheirCells() {
    Cell other =
        new Cell(new Interval(0.5, 0.4, 0.6, 0.95), Cell.Unit.PERCENT, 90, SEEDS, 0, List.of());
    ResultTable mixed =
        new ResultTable(
            "t",
            List.of("accuracy %"),
            List.of(
                new ResultTable.Row("a", List.of(percent(0.5, List.of()))),
                new ResultTable.Row("b", List.of(other))),
            List.of());
    assertThat(mixed.toMarkdown()).contains("n = 400 |").contains("n = 90 |");
  }

  @Test
  void aRowOfTheWrongLengthIsRefused() {
    ResultTable.Row row = new ResultTable.Row("a", List.of());
    assertThatThrownBy(() -> new ResultTable("t", List.of("c"), List.of(row), List.of()))
        .hasMessageContaining("row 'a' has 0 cells for 1 columns");
  }

  private static Cell percent(double value, List<Integer> notes) {
    return new Cell(around(value), Cell.Unit.PERCENT, 400, SEEDS, 0.01, notes);
  }

  private static Cell points(double value) {
    return new Cell(around(value), Cell.Unit.POINTS, 400, SEEDS, 0.01, List.of());
  }

  private static Interval around(double value) {
    return new Interval(value, value - 0.05, value + 0.05, 0.95);
  }
}
