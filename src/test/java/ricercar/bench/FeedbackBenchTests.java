package ricercar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ricercar.Progress;

class FeedbackBenchTests {
  @Test
  void withoutModalOurWaitIsToldAlone() {
    BenchReport report = FeedbackBench.run(Progress.SILENT, Optional.empty(), 200, 60, 10, 1);
    assertThat(report.rows()).hasSize(12).allMatch(row -> Double.isNaN(row.theirs()));
    BenchRow median = report.rows().get(2);
    BenchRow most = report.rows().get(3);
    assertThat(median.what()).contains("next clip ready, median");
    assertThat(median.ours()).isPositive().isLessThanOrEqualTo(most.ours());
    // Chance is 5 %.
    assertThat(report.rows().get(5).ours()).isGreaterThan(30);
    assertThat(report.method()).contains("RICERCAR_BENCH_PYTHON is not set");
  }
}
