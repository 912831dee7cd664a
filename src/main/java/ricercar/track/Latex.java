package ricercar.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables in LaTeX, of packages booktabs and threeparttable. */
final class Latex {
  static final String PACKAGES = "% Needs \\usepackage{booktabs,threeparttable}.\n";

  private static final Pattern MARKS = Pattern.compile(" ((?:\\(r?\\d+\\))+)$");
  private static final Pattern NOTE = Pattern.compile("^\\((r?\\d+)\\) (.*)$");

  /** All of TeX's special characters, and what pdfTeX's text fonts lack of our symbols. */
  private static final Map<Integer, String> ESCAPES =
      Map.ofEntries(
          escape("\\", "\\textbackslash{}"),
          escape("{", "\\{"),
          escape("}", "\\}"),
          escape("$", "\\$"),
          escape("&", "\\&"),
          escape("#", "\\#"),
          escape("%", "\\%"),
          escape("_", "\\_"),
          escape("~", "\\textasciitilde{}"),
          escape("^", "\\textasciicircum{}"),
          escape("<", "$<$"),
          escape(">", "$>$"),
          escape("|", "$|$"),
          escape("\"", "''"),
          escape("−", "$-$"),
          escape("–", "--"),
          escape("—", "---"),
          escape("±", "$\\pm$"),
          escape("×", "$\\times$"),
          escape("·", "$\\cdot$"),
          escape("≤", "$\\leq$"),
          escape("≥", "$\\geq$"),
          escape("≠", "$\\neq$"),
          escape("≈", "$\\approx$"),
          escape("→", "$\\rightarrow$"),
          escape("∞", "$\\infty$"),
          escape("²", "$^2$"),
          escape("³", "$^3$"),
          escape("…", "\\ldots{}"),
          escape("“", "``"),
          escape("”", "''"),
          escape("‘", "`"),
          escape("’", "'"),
          escape("Δ", "$\\Delta$"),
          escape("α", "$\\alpha$"),
          escape("β", "$\\beta$"),
          escape("γ", "$\\gamma$"),
          escape("δ", "$\\delta$"),
          escape("η", "$\\eta$"),
          escape("λ", "$\\lambda$"),
          escape("μ", "$\\mu$"),
          escape("ρ", "$\\rho$"),
          escape("σ", "$\\sigma$"),
          escape("τ", "$\\tau$"));

  private Latex() {}

  /**
   * @param reportedColumns how many columns on the right were published elsewhere
   * @param ruleBefore the line that a rule stands before, besides the header; 0 for none
   */
  static String table(TextTable table, int reportedColumns, int ruleBefore) {
    int columns = table.lines().get(0).size();
    int left = table.leftColumns();
    int obtained = columns - reportedColumns;
    List<String> rows = new ArrayList<>(List.of("\\toprule"));
    if (reportedColumns > 0) {
      rows.add(
          " & \\multicolumn{%d}{c}{obtained} & \\multicolumn{%d}{c}{reported} \\\\"
              .formatted(obtained - 1, reportedColumns));
      rows.add(
          "\\cmidrule(lr){2-%d} \\cmidrule(lr){%d-%d}".formatted(obtained, obtained + 1, columns));
    }
    for (int r = 0; r < table.lines().size(); r++) {
      if (r == 1 || r > 0 && r == ruleBefore) {
        rows.add("\\midrule");
      }
      rows.add(row(table.lines().get(r)));
    }
    rows.add("\\bottomrule");
    String alignment =
        "l".repeat(left)
            + "r".repeat(obtained - left)
            + (reportedColumns > 0 ? "l" + "r".repeat(reportedColumns - 1) : "");
    String notes =
        table.notes().isEmpty()
            ? ""
            : "\\begin{tablenotes}\n%s\\end{tablenotes}\n"
                .formatted(table.notes().stream().map(Latex::note).collect(Collectors.joining()));
    return """
    \\begin{table}
    \\centering
    \\begin{threeparttable}
    \\caption{%s}
    \\begin{tabular}{%s}
    %s
    \\end{tabular}
    %s\\end{threeparttable}
    \\end{table}
    """
        .formatted(escaped(table.title()), alignment, String.join("\n", rows), notes);
  }

  static String escaped(String text) {
    return text.codePoints()
        .mapToObj(c -> ESCAPES.getOrDefault(c, Character.toString(c)))
        .collect(Collectors.joining());
  }

  /** The first cell is a name, in which nothing refers to a note. */
  private static String row(List<String> cells) {
    List<String> texts = new ArrayList<>(List.of(escaped(cells.get(0))));
    cells.subList(1, cells.size()).forEach(cell -> texts.add(cell(cell)));
    // A line that begins with a bracket would be an argument of the line break before it.
    return String.join(" & ", texts).replaceFirst("^(?=[\\[*])", "{}") + " \\\\";
  }

  private static String cell(String text) {
    Matcher marks = MARKS.matcher(text);
    if (!marks.find()) {
      return escaped(text);
    }
    String referred =
        Pattern.compile("r?\\d+")
            .matcher(marks.group(1))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining(","));
    return escaped(text.substring(0, marks.start())) + "\\tnote{" + referred + "}";
  }

  private static String note(String line) {
    Matcher numbered = NOTE.matcher(line);
    return numbered.find()
        ? "\\item[%s] %s\n".formatted(numbered.group(1), escaped(numbered.group(2)))
        : "\\item[] %s\n".formatted(escaped(line));
  }

  private static Map.Entry<Integer, String> escape(String character, String latex) {
    return Map.entry(character.codePointAt(0), latex);
  }
}
