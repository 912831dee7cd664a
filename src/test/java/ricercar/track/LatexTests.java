package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.stats.Decision;
import ricercar.stats.Interval;

class LatexTests {
  private static final List<ResultTable.Row> ROWS =
      List.of(
          new ResultTable.Row("untrained", List.of(percent(0.566, List.of()))),
          new ResultTable.Row("λ = 0.5 (2)", List.of(percent(0.5991, List.of(0, 1)))));
  private static final List<String> NOTES = List.of("Not clear of 50 %.", "R&D.");

  @Test
  void aTableIsSetByBooktabsWithItsNotesBelow() {
    assertThat(new ResultTable("First_table", List.of("accuracy %"), ROWS, NOTES).toLatex())
        .isEqualTo(
            """
            % Needs \\usepackage{booktabs,threeparttable}.
            \\begin{table}
            \\centering
            \\begin{threeparttable}
            \\caption{First\\_table}
            \\begin{tabular}{lrr}
            \\toprule
             & accuracy \\% (n = 400) & seeds \\\\
            \\midrule
            untrained & 56.6 [51.6, 61.6] & 1, 2 \\\\
            $\\lambda$ = 0.5 (2) & 59.9 [54.9, 64.9]\\tnote{1,2} & 1, 2 \\\\
            \\bottomrule
            \\end{tabular}
            \\begin{tablenotes}
            \\item[1] Not clear of 50 \\%.
            \\item[2] R\\&D.
            \\end{tablenotes}
            \\end{threeparttable}
            \\end{table}
            """);
  }

  @Test
  void whatWasReportedStandsBesideWhatWasObtained() {
    List<ReportedRow> reported =
        List.of(
            new ReportedRow("untrained", "random", values("AUROC", "0.60"), "Other data."),
            new ReportedRow(null, "CLMR", values("AUROC", "0.89", "AP", "TBD"), null),
            new ReportedRow("untrained", "random, wide", values("AP", "0.2"), "Other data."));
    ResultTable table =
        new ResultTable("t", List.of("accuracy %"), ROWS, NOTES, List.of(), reported);
    assertThat(table.toLatex())
        .contains("\\begin{tabular}{lrrlrr}")
        .contains(
            """
            \\toprule
             & \\multicolumn{2}{c}{obtained} & \\multicolumn{3}{c}{reported} \\\\
            \\cmidrule(lr){2-3} \\cmidrule(lr){4-6}
             & accuracy \\% (n = 400) & seeds & as & AUROC & AP \\\\
            \\midrule
            untrained & 56.6 [51.6, 61.6] & 1, 2 & random\\tnote{r1} & 0.60 & -- \\\\
             &  &  & random, wide\\tnote{r1} & -- & 0.2 \\\\
            $\\lambda$ = 0.5 (2) & 59.9 [54.9, 64.9]\\tnote{1,2} & 1, 2 & -- & -- & -- \\\\
            \\midrule
             &  &  & CLMR & 0.89 & TBD \\\\
            \\bottomrule
            """)
        .contains("\\item[2] R\\&D.\n\\item[r1] Other data.\n\\item[] Other data and other");
  }

  @Test
  void verdictsAreATableOfTheirOwn() {
    ClaimVerdict verdict =
        new ClaimVerdict(
            "a_b ≥ c", Decision.UNDECIDED, percent(0.1, List.of()), 0.02, 0.04, 0.01, "");
    String latex =
        new ResultTable("t", List.of("x"), ROWS, NOTES, List.of(verdict), List.of()).toLatex();
    assertThat(latex).contains("a\\_b $\\geq$ c & undecided").containsOnlyOnce("usepackage");
    assertThat(latex.split("begin\\{table}", -1)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "\\ \\textbackslash{}",
        "{ \\{",
        "} \\}",
        "$ \\$",
        "& \\&",
        "# \\#",
        "% \\%",
        "_ \\_",
        "~ \\textasciitilde{}",
        "^ \\textasciicircum{}",
        "< $<$",
        "> $>$",
        "| $|$",
        "\" ''",
        "− $-$",
        "± $\\pm$",
        "≥ $\\geq$",
        "– --",
        "Δ $\\Delta$",
        "τ $\\tau$",
        "é é"
      })
  void everySpecialCharacterIsEscapedWhereverItStands(String written, String latex) {
    assertThat(Latex.escaped("a" + written + "b")).isEqualTo("a" + latex + "b");
    ResultTable table =
        new ResultTable(
            "t" + written + "t",
            List.of("c" + written + "c"),
            List.of(new ResultTable.Row("r" + written + "r", List.of(percent(0.5, List.of(0))))),
            List.of("n" + written + "n"));
    assertThat(table.toLatex())
        .contains("t" + latex + "t}")
        .contains("c" + latex + "c (n")
        .contains("r" + latex + "r & ")
        .contains("\\item[1] n" + latex + "n\n");
  }

  @Test
  void aLineThatBeginsLikeAnArgumentIsNone() {
    ResultTable table =
        new ResultTable(
            "t",
            List.of("c"),
            List.of(new ResultTable.Row("[a]", List.of(percent(0.5, List.of())))),
            List.of());
    assertThat(table.toLatex()).contains("\n{}[a] & ");
  }

  private static Map<String, String> values(String... pairs) {
    Map<String, String> values = new TreeMap<>(java.util.Comparator.reverseOrder());
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private static Cell percent(double value, List<Integer> notes) {
    Interval interval = new Interval(value, value - 0.05, value + 0.05, 0.95);
    return new Cell(interval, Cell.Unit.PERCENT, 400, List.of(1L, 2L), 0.01, notes);
  }
}
