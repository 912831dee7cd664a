package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ricercar.files.AtomicFiles;

/**
 * What one benchmark found.
 *
 * @param method how it was measured, in a sentence or two of Markdown
 */
public record BenchReport(String title, String method, List<BenchRow> rows) {
  private static final String HEAD =
      "# Benchmarks\n\nMade by `./ricercar bench`. Ratios are medians over alternating rounds.\n";
  private static final String SECTION = "\n## ";

  public BenchReport {
    rows = List.copyOf(rows);
  }

  /** Writes all reports as one page; rows that lose are kept like those that win. */
  public static void write(Path file, String machine, List<BenchReport> reports) {
    AtomicFiles.write(
        file, HEAD + reports.stream().map(r -> r.markdown(machine)).collect(Collectors.joining()));
  }

  /** Puts reports into a page: in the place of those with the same title, or at its end. */
  public static void update(Path file, String machine, List<BenchReport> reports) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : page(file).split(SECTION)) {
      if (!section.startsWith("# ")) {
        sections.put(section.lines().findFirst().orElseThrow(), SECTION + section.strip() + "\n");
      }
    }
    reports.forEach(report -> sections.put(report.title, report.markdown(machine)));
    AtomicFiles.write(file, HEAD + String.join("", sections.values()));
  }

  private static String page(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : HEAD;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String markdown(String machine) {
    return "%s%s\n\n%s Measured on %s.\n\n%s"
            .formatted(SECTION, title, method, machine, BenchRow.HEAD)
        + rows.stream().map(BenchRow::markdown).collect(Collectors.joining());
  }
}
