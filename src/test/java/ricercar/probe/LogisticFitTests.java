package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class LogisticFitTests {
  private static final int ROWS = 400;
  private static final int WIDTH = 5;
  private static final int CLASSES = 3;
  private static final double PENALTY = 0.01;

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL", "MULTI_LABEL"})
  void atTheSolutionTheGradientOfTheObjectiveVanishes(Task.Kind kind) {
    float[] x = features();
    float[] y = targets(kind, x);
    LogisticFit.Solution found = solve(x, y, kind, PENALTY);
    double[][] errors = new double[ROWS][CLASSES];
    for (int i = 0; i < ROWS; i++) {
      double[] logits = new double[CLASSES];
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        logits[c] = found.biases()[c];
        for (int k = 0; k < WIDTH; k++) {
          logits[c] += found.weights()[c * WIDTH + k] * x[i * WIDTH + k];
        }
        sum += Math.exp(logits[c]);
      }
      for (int c = 0; c < CLASSES; c++) {
        double p =
            kind == Task.Kind.SINGLE_LABEL
                ? Math.exp(logits[c]) / sum
                : 1 / (1 + Math.exp(-logits[c]));
        errors[i][c] = p - y[i * CLASSES + c];
      }
    }
    for (int c = 0; c < CLASSES; c++) {
      double bias = 0;
      double[] slopes = new double[WIDTH];
      for (int i = 0; i < ROWS; i++) {
        bias += errors[i][c] / ROWS;
        for (int k = 0; k < WIDTH; k++) {
          slopes[k] += errors[i][c] * x[i * WIDTH + k] / ROWS;
        }
      }
      assertThat(bias).isCloseTo(0, within(2e-3));
      for (int k = 0; k < WIDTH; k++) {
        assertThat(slopes[k] + PENALTY * found.weights()[c * WIDTH + k]).isCloseTo(0, within(2e-3));
      }
    }
  }

  @Test
  void aHeavyPenaltyLeavesTheSharesOfTheTagsAlone() {
    float[] x = features();
    float[] y = targets(Task.Kind.MULTI_LABEL, x);
    LogisticFit.Solution found = solve(x, y, Task.Kind.MULTI_LABEL, 1e6);
    for (int c = 0; c < CLASSES; c++) {
      double share = 0;
      for (int i = 0; i < ROWS; i++) {
        share += y[i * CLASSES + c] / ROWS;
      }
      assertThat(1 / (1 + Math.exp(-found.biases()[c]))).isCloseTo(share, within(2e-3));
      assertThat(Math.abs(found.weights()[c * WIDTH])).isLessThan(1e-3f);
    }
  }

  @Test
  void aFeatureThatNeverMovesAndAnotherTwiceDoNoHarm() {
    float[] x = features();
    for (int i = 0; i < ROWS; i++) {
      x[i * WIDTH + 3] = 0;
      x[i * WIDTH + 4] = x[i * WIDTH];
    }
    LogisticFit.Solution found =
        solve(x, targets(Task.Kind.MULTI_LABEL, x), Task.Kind.MULTI_LABEL, 1e-4);
    for (int c = 0; c < CLASSES; c++) {
      assertThat(found.weights()[c * WIDTH + 3]).isCloseTo(0, within(1e-4f));
      assertThat(found.weights()[c * WIDTH + 4])
          .isCloseTo(found.weights()[c * WIDTH], within(0.05f));
    }
  }

  @Test
  void theSolverIsForLinearProbesAlone() {
    assertThat(Probe.logistic(List.of(1e-3)).toItsOptimum()).isTrue();
    assertThat(Probe.linear().toItsOptimum()).isFalse();
    assertThatThrownBy(() -> new Probe(8, null, null, null, null, null, null, "logistic", null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("linear");
    assertThatThrownBy(() -> new Probe(0, null, null, null, null, null, null, "newton", null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("newton");
  }

  private static LogisticFit.Solution solve(float[] x, float[] y, Task.Kind kind, double penalty) {
    try (Scope scope = Scope.open()) {
      return new LogisticFit(Tensor.of(x, ROWS, WIDTH), Tensor.of(y, ROWS, CLASSES), kind, penalty)
          .solve(200);
    }
  }

  private static float[] features() {
    Stream random = Stream.of(3, "features");
    float[] x = new float[ROWS * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static float[] targets(Task.Kind kind, float[] x) {
    Stream random = Stream.of(4, "targets");
    float[] y = new float[ROWS * CLASSES];
    for (int i = 0; i < ROWS; i++) {
      if (kind == Task.Kind.SINGLE_LABEL) {
        int best = x[i * WIDTH] > 0.4 ? 0 : x[i * WIDTH + 1] > 0 ? 1 : 2;
        y[i * CLASSES + (random.chance(0.8) ? best : random.nextInt(CLASSES))] = 1;
      } else {
        for (int c = 0; c < CLASSES; c++) {
          y[i * CLASSES + c] = random.chance(1 / (1 + Math.exp(1 - 2 * x[i * WIDTH + c]))) ? 1 : 0;
        }
      }
    }
    return y;
  }
}
