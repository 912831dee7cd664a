package ricercar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ricercar.Progress;

class JournalBenchTests {
  @Test
  void withoutOptunaOurCostIsToldAlone() {
    BenchReport report = JournalBench.run(Progress.SILENT, Optional.empty(), 20);
    assertThat(report.rows()).hasSize(2);
    assertThat(report.rows().get(0).ours()).isGreaterThan(0);
    assertThat(report.rows().get(0).theirs()).isNaN();
    assertThat(report.method()).contains("RICERCAR_BENCH_PYTHON is not set");
  }
}
