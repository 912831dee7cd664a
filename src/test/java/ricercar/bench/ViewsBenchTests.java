package ricercar.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.Progress;

class ViewsBenchTests {
  @Test
  void withoutPythonOurSideIsToldAlone() {
    BenchReport report = ViewsBench.run(Progress.SILENT, Optional.empty(), 1, 4);

    assertThat(report.rows()).hasSize(8);
    assertThat(report.rows())
        .allSatisfy(
            row -> {
              assertThat(row.ours()).isGreaterThanOrEqualTo(0);
              assertThat(row.theirs()).isNaN();
              assertThat(row.ratio()).isNaN();
            });
    assertThat(report.rows().get(0).note()).contains("RICERCAR_BENCH_PYTHON");
  }

  @Test
  void anInterpreterThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> ViewsBench.run(Progress.SILENT, Optional.of("/no/such/python"), 1, 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("/no/such/python")
        .hasMessageContaining("unset RICERCAR_BENCH_PYTHON");
  }
}
