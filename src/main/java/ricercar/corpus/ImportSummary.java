package ricercar.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ricercar.Problem;

/** The status of every file of an import, in the order of the listing. */
public record ImportSummary(List<ImportRow> rows) {
  static final String FILE = "status.jsonl";

  /** What the import of a corpus said of its files. */
  public static ImportSummary of(Corpus corpus) {
    Path file = corpus.directory().resolve(FILE);
    try (Stream<String> lines = Files.lines(file)) {
      return new ImportSummary(
          lines.map(line -> Json.read(line, ImportRow.class, file, "a line")).toList());
    } catch (IOException e) {
      throw new Problem(
          "Corpus '" + corpus.name() + "' has no status rows.", "Only imported ones have.", e);
    }
  }

  public long count(ImportRow.Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  /** Of the files that were taken in. */
  public double hours() {
    return rows.stream().filter(row -> row.clips() > 0).mapToDouble(ImportRow::seconds).sum()
        / 3600;
  }

  /** Counts on the first line, then each file that is not simply good, with its reason. */
  public String text() {
    int clips = rows.stream().mapToInt(ImportRow::clips).sum();
    String counts =
        String.format(
            Locale.ROOT,
            "%d files, %.2f h, %d clips: %d ok, %d recovered, %d rejected, %d duplicates",
            rows.size(),
            hours(),
            clips,
            count(ImportRow.Status.OK),
            count(ImportRow.Status.RECOVERED),
            count(ImportRow.Status.REJECTED),
            count(ImportRow.Status.DUPLICATE));
    return rows.stream()
        .filter(row -> !row.reason().isEmpty())
        .map(
            row ->
                "\n  %s %s: %s"
                    .formatted(
                        row.status().name().toLowerCase(Locale.ROOT), row.path(), row.reason()))
        .collect(Collectors.joining("", counts, "\n"));
  }
}
