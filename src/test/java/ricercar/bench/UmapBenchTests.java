package ricercar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ricercar.Progress;

class UmapBenchTests {
  @Test
  void withoutPythonTheRowsAreOfOursAlone() {
    BenchReport report = UmapBench.run(Progress.SILENT, Optional.empty(), new int[] {200});

    assertThat(report.rows()).hasSize(4).allMatch(row -> Double.isNaN(row.theirs()));
    assertThat(report.rows().get(2).unit()).isEqualTo("trustworthiness");
    assertThat(report.rows().get(2).ours()).isBetween(0.6, 1.0);
    assertThat(report.method()).contains("Compared with nothing");
  }
}
