package ricercar.bench;

import java.util.Locale;

/**
 * One line of the table of benchmarks.
 *
 * @param what was measured, in words
 * @param unit of {@code ours} and {@code theirs}
 * @param theirs the figure of the program compared with; NaN if it is not installed
 * @param ratio the median of the ratios of alternating rounds, ours over theirs unless {@code goal}
 *     says otherwise; NaN if there is nothing to compare with
 * @param goal the ratio aimed at, such as {@code ≤ 1.0}; empty for a row that is only told
 * @param note what a reader must know to judge the row: machine state, why a side is missing
 */
public record BenchRow(
    String what, String unit, double ours, double theirs, double ratio, String goal, String note) {

  static final String HEAD =
      "| what | unit | ours | theirs | ratio | goal | note |\n|---|---|--:|--:|--:|---|---|\n";

  String markdown() {
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(what, unit, figure(ours), figure(theirs), figure(ratio), goal, note);
  }

  /** Three significant digits; a missing figure is a dash. */
  private static String figure(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
