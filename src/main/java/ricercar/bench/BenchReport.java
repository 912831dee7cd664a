package ricercar.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import ricercar.files.AtomicFiles;

/**
 * What one benchmark found.
 *
 * @param method how it was measured, in a sentence or two of Markdown
 */
public record BenchReport(String title, String method, List<BenchRow> rows) {
  public BenchReport {
    rows = List.copyOf(rows);
  }

  /** Writes all reports as one page; rows that lose are kept like those that win. */
  public static void write(Path file, String machine, List<BenchReport> reports) {
    AtomicFiles.write(
        file,
        "# Benchmarks\n\nMade by `./ricercar bench` on "
            + machine
            + ". Ratios are medians over alternating rounds.\n"
            + reports.stream().map(BenchReport::markdown).collect(Collectors.joining()));
  }

  private String markdown() {
    return "\n## %s\n\n%s\n\n%s".formatted(title, method, BenchRow.HEAD)
        + rows.stream().map(BenchRow::markdown).collect(Collectors.joining());
  }
}
