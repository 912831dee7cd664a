package ricercar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTests {
  @Test
  void aLosingRowAndAMissingPeerStandInTheTable(@TempDir Path folder) throws IOException {
    BenchRow losing = new BenchRow("step", "s", 2.345, 0.5, 4.69, "≤ 1.0", "torch 2.7.1");
    BenchRow alone = new BenchRow("step", "s", 123.4, Double.NaN, Double.NaN, "", "not installed");
    Path file = folder.resolve("benchmarks.md");

    BenchReport.write(
        file, "2 cores", List.of(new BenchReport("Steps", "By hand.", List.of(losing, alone))));

    assertThat(Files.readString(file))
        .contains("\n## Steps\n\nBy hand. Measured on 2 cores.\n\n| what |")
        .endsWith(
            "| step | s | 2.35 | 0.500 | 4.69 | ≤ 1.0 | torch 2.7.1 |\n"
                + "| step | s | 123 | – | – |  | not installed |\n");
  }

  @Test
  void aReportTakesThePlaceOfItsFormerOneAndLeavesTheOthers(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("benchmarks.md");
    BenchReport.update(file, "then", List.of(report("A", 1), report("B", 2)));
    String before = Files.readString(file);

    BenchReport.update(file, "now", List.of(report("A", 3), report("C", 4)));

    String page = Files.readString(file);
    assertThat(page.lines().filter(l -> l.startsWith("## ")))
        .containsExactly("## A", "## B", "## C");
    assertThat(page).contains("| A | s | 3.00 |", "on now").doesNotContain("| A | s | 1.00 |");
    String second = before.substring(before.indexOf("## B"));
    assertThat(page).contains(second);
  }

  private static BenchReport report(String title, double seconds) {
    BenchRow row = new BenchRow(title, "s", seconds, Double.NaN, Double.NaN, "", "");
    return new BenchReport(title, "By hand.", List.of(row));
  }

  @Test
  void theMedianOfAnEvenCountLiesBetweenTheMiddleTwo() {
    assertThat(StepFigures.median(new double[] {4, 1, 3, 10})).isEqualTo(3.5);
    assertThat(StepFigures.median(new double[] {5, 1, 3})).isEqualTo(3);
    assertThat(StepFigures.median(new double[0])).isNaN();
  }
}
