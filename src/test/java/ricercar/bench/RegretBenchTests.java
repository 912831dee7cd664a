package ricercar.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ricercar.Progress;
import ricercar.random.Stream;
import ricercar.sweep.Point;

class RegretBenchTests {
  @Test
  void theLeastLossesAreWhereTheLiteratureSays() {
    assertThat(regret(RegretProblem.BRANIN, Math.PI, 2.275)).isCloseTo(0, within(1e-12));
    assertThat(regret(RegretProblem.BRANIN, -Math.PI, 12.275)).isCloseTo(0, within(1e-12));
    assertThat(
            regret(
                RegretProblem.HARTMANN_6, 0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573))
        .isCloseTo(0, within(1e-8));
    assertThat(regret(RegretProblem.LAMBDA_DELTA_TAU, 0.7, 0.85, 0.1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void nothingIsBelowTheLeastLossAndASmallBudgetNeverFlatters() {
    for (RegretProblem problem : RegretProblem.values()) {
      Stream random = Stream.of(1, "points");
      for (int i = 0; i < 2000; i++) {
        double[] places =
            problem.space().stream().mapToDouble(axis -> random.nextDouble()).toArray();
        Point point = Point.at(problem.space(), places);
        assertThat(problem.regret(problem.loss(point))).isGreaterThanOrEqualTo(0);
        assertThat(problem.loss(point, 1)).isGreaterThanOrEqualTo(problem.loss(point));
        assertThat(problem.loss(point, RegretProblem.FULL)).isEqualTo(problem.loss(point));
      }
    }
  }

  @Test
  void withoutOptunaOurRegretIsToldAlone() {
    BenchReport report = RegretBench.run(Progress.SILENT, Optional.empty(), 2);
    assertThat(report.rows()).hasSize(9);
    assertThat(report.method()).contains("RICERCAR_BENCH_PYTHON is not set");
    for (BenchRow row : report.rows()) {
      assertThat(row.ours()).as(row.what()).isBetween(0.0, 3.0);
      assertThat(row.theirs()).isNaN();
    }
  }

  private static double regret(RegretProblem problem, double... x) {
    return problem.regret(problem.loss(x));
  }
}
