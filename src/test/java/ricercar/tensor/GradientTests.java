package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GradientTests {
  private record Case(Function<List<Tensor>, Tensor> operation, long[]... shapes) {}

  private static final long[] MATRIX = {3, 4};
  private static final long[] SIGNAL = {2, 3, 9};

  @TestFactory
  Stream<DynamicTest> everyOperationAgreesWithNumericGradientsWhileGarbageIsCollected() {
    Map<String, Case> cases = new LinkedHashMap<>();
    arithmetic(cases);
    reductions(cases);
    shapes(cases);
    layers(cases);
    return cases.entrySet().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.getKey(),
                    () -> NumericGradient.check(c.getValue().operation(), c.getValue().shapes())));
  }

  private static void arithmetic(Map<String, Case> cases) {
    put(cases, "add", x -> x.get(0).add(x.get(1)), MATRIX, new long[] {4});
    put(cases, "sub", x -> x.get(0).sub(x.get(1)), MATRIX, MATRIX);
    put(cases, "mul", x -> x.get(0).mul(x.get(1)), MATRIX, new long[] {3, 1});
    put(cases, "div", x -> x.get(0).div(x.get(1)), MATRIX, MATRIX);
    put(cases, "add a number", x -> x.get(0).add(3), MATRIX);
    put(cases, "subtract a number", x -> x.get(0).sub(3), MATRIX);
    put(cases, "multiply by a number", x -> x.get(0).mul(3), MATRIX);
    put(cases, "divide by a number", x -> x.get(0).div(0.3), MATRIX);
    put(cases, "pow", x -> x.get(0).square().pow(1.5), MATRIX);
    put(cases, "maximum", x -> x.get(0).maximum(x.get(1)), MATRIX, MATRIX);
    put(cases, "minimum", x -> x.get(0).minimum(x.get(1)), MATRIX, MATRIX);
    put(cases, "at least a number", x -> x.get(0).atLeast(0.1), MATRIX);
    put(cases, "neg", x -> x.get(0).neg(), MATRIX);
    put(cases, "exp", x -> x.get(0).exp(), MATRIX);
    put(cases, "log", x -> x.get(0).square().log(), MATRIX);
    put(cases, "sqrt", x -> x.get(0).square().sqrt(), MATRIX);
    put(cases, "square", x -> x.get(0).square(), MATRIX);
    put(cases, "abs", x -> x.get(0).abs(), MATRIX);
    put(cases, "sin", x -> x.get(0).sin(), MATRIX);
    put(cases, "cos", x -> x.get(0).cos(), MATRIX);
    put(cases, "matMul", x -> x.get(0).matMul(x.get(1)), MATRIX, new long[] {4, 2});
    put(cases, "relu", x -> x.get(0).relu(), MATRIX);
    put(cases, "gelu", x -> x.get(0).gelu(), MATRIX);
    put(cases, "elu", x -> x.get(0).elu(), MATRIX);
    put(cases, "sigmoid", x -> x.get(0).sigmoid(), MATRIX);
    put(cases, "tanh", x -> x.get(0).tanh(), MATRIX);
    put(cases, "softplus", x -> x.get(0).softplus(), MATRIX);
    put(cases, "softmax", x -> x.get(0).softmax(1), MATRIX);
    put(cases, "logSoftmax", x -> x.get(0).logSoftmax(-1), MATRIX);
    put(cases, "normalize", x -> x.get(0).normalize(1), MATRIX);
    put(
        cases,
        "dropout",
        x -> {
          Engine.seed(5);
          return x.get(0).dropout(0.5, true);
        },
        MATRIX);
  }

  private static void reductions(Map<String, Case> cases) {
    put(cases, "sum", x -> x.get(0).sum(), MATRIX);
    put(cases, "sum of an axis", x -> x.get(0).sum(1, false), MATRIX);
    put(cases, "mean", x -> x.get(0).mean(), MATRIX);
    put(cases, "mean of an axis", x -> x.get(0).mean(-1, true), SIGNAL);
    put(cases, "max of an axis", x -> x.get(0).max(2, false), SIGNAL);
    put(cases, "logSumExp", x -> x.get(0).logSumExp(1, true), MATRIX);
  }

  private static void shapes(Map<String, Case> cases) {
    put(cases, "reshape", x -> x.get(0).reshape(2, 6), MATRIX);
    put(cases, "permute", x -> x.get(0).permute(2, 0, 1), SIGNAL);
    put(cases, "transpose", x -> x.get(0).transpose(0, -1), SIGNAL);
    put(cases, "expand", x -> x.get(0).expand(-1), MATRIX);
    put(cases, "squeeze", x -> x.get(0).squeeze(0), new long[] {1, 5});
    put(cases, "broadcast", x -> x.get(0).broadcast(3, 4), new long[] {1, 4});
    put(cases, "slice", x -> x.get(0).slice(2, 2, 7), SIGNAL);
    put(cases, "concat", x -> Tensor.concat(1, x), MATRIX, new long[] {3, 2});
    put(cases, "stack", x -> Tensor.stack(0, x), MATRIX, MATRIX);
    put(cases, "select", x -> x.get(0).select(0, Tensor.of(new long[] {2, 0, 2}, 3)), MATRIX);
    put(
        cases,
        "gather",
        x -> x.get(0).gather(1, Tensor.of(new long[] {0, 3, 1, 1, 2, 0}, 3, 2)),
        MATRIX);
    put(
        cases,
        "scatter",
        x -> x.get(0).scatter(1, Tensor.of(new long[] {0, 3, 1, 0, 2, 0}, 3, 2), x.get(1)),
        MATRIX,
        new long[] {3, 2});
    put(
        cases,
        "where",
        x ->
            Tensor.where(
                Tensor.of(new boolean[] {true, false, true, false}, 1, 4), x.get(0), x.get(1)),
        MATRIX,
        MATRIX);
    put(
        cases,
        "constants from Java arrays",
        x -> x.get(0).mul(Tensor.of(new double[] {1, 2, 3, 4}, 4)),
        MATRIX);
  }

  private static void layers(Map<String, Case> cases) {
    put(
        cases,
        "lstm of two layers",
        x -> Recurrences.lstm(x.get(0), x.subList(1, 9), 2),
        new long[] {2, 4, 3},
        new long[] {12, 3},
        new long[] {12, 3},
        new long[] {12},
        new long[] {12},
        new long[] {12, 3},
        new long[] {12, 3},
        new long[] {12},
        new long[] {12});
    long[] channels = {3};
    put(
        cases,
        "linear",
        x -> x.get(0).linear(x.get(1), x.get(2)),
        MATRIX,
        new long[] {2, 4},
        new long[] {2});
    put(
        cases,
        "linear without bias",
        x -> x.get(0).linear(x.get(1), null),
        MATRIX,
        new long[] {2, 4});
    put(
        cases,
        "conv1d",
        x -> Convolutions.conv1d(x.get(0), x.get(1), x.get(2), 2, 1, 1, 1),
        SIGNAL,
        new long[] {2, 3, 3},
        new long[] {2});
    put(
        cases,
        "conv1d, dilated and grouped, without bias",
        x -> Convolutions.conv1d(x.get(0), x.get(1), null, 1, 0, 2, 3),
        SIGNAL,
        new long[] {3, 1, 3});
    put(
        cases,
        "conv2d",
        x -> Convolutions.conv2d(x.get(0), x.get(1), x.get(2), new int[] {1, 2}, new int[] {1, 1}),
        new long[] {1, 2, 4, 5},
        new long[] {3, 2, 3, 3},
        channels);
    put(
        cases,
        "conv2d, channels last",
        x ->
            Convolutions.conv2d(
                Convolutions.channelsLast(x.get(0)),
                x.get(1),
                x.get(2),
                new int[] {1, 1},
                new int[] {1, 1}),
        new long[] {1, 2, 4, 5},
        new long[] {3, 2, 3, 3},
        channels);
    put(
        cases,
        "convTranspose1d",
        x -> Convolutions.convTranspose1d(x.get(0), x.get(1), x.get(2), 3, 0),
        new long[] {2, 3, 4},
        new long[] {3, 2, 3},
        new long[] {2});
    put(cases, "reflectPad1d", x -> Convolutions.reflectPad1d(x.get(0), 4, 2), SIGNAL);
    put(cases, "zeroPad1d", x -> Convolutions.zeroPad1d(x.get(0), 1, 2), SIGNAL);
    put(cases, "maxPool1d", x -> Convolutions.maxPool1d(x.get(0), 3, 3), SIGNAL);
    put(cases, "avgPool1d", x -> Convolutions.avgPool1d(x.get(0), 3, 3), SIGNAL);
    put(cases, "maxPool1d and relu", x -> Convolutions.maxPool1dRelu(x.get(0), 3, 3), SIGNAL);
    put(
        cases,
        "maxPool2d and relu",
        x -> Convolutions.maxPool2dRelu(x.get(0), 2),
        new long[] {1, 2, 4, 4});
    put(cases, "batchNorm, training", x -> batchNorm(x, true), SIGNAL, channels, channels);
    put(cases, "batchNorm, evaluating", x -> batchNorm(x, false), SIGNAL, channels, channels);
    put(
        cases,
        "batchNorm and relu",
        x -> Normalizations.batchNormRelu(x.get(0), x.get(1), x.get(2), zeros(3), ones(3), true),
        SIGNAL,
        channels,
        channels);
    put(
        cases,
        "layerNorm",
        x -> Normalizations.layerNorm(x.get(0), x.get(1), x.get(2)),
        MATRIX,
        new long[] {4},
        new long[] {4});
    put(
        cases,
        "groupNorm",
        x -> Normalizations.groupNorm(x.get(0), 1, x.get(1), x.get(2)),
        SIGNAL,
        channels,
        channels);
    put(
        cases,
        "attention",
        x -> Attention.scaledDotProduct(x.get(0), x.get(1), x.get(2)),
        new long[] {1, 2, 3, 4},
        new long[] {1, 2, 5, 4},
        new long[] {1, 2, 5, 4});
    put(cases, "power spectrum", x -> Spectra.power(x.get(0), 8, 4), new long[] {2, 20});
  }

  private static Tensor batchNorm(List<Tensor> x, boolean training) {
    return Normalizations.batchNorm(x.get(0), x.get(1), x.get(2), zeros(3), ones(3), training);
  }

  private static Tensor zeros(long n) {
    return Tensor.zeros(DType.FLOAT64, n);
  }

  private static Tensor ones(long n) {
    return Tensor.ones(DType.FLOAT64, n);
  }

  private static void put(
      Map<String, Case> cases,
      String name,
      Function<List<Tensor>, Tensor> operation,
      long[]... shapes) {
    cases.put(name, new Case(operation, shapes));
  }

  /** The proof that the harness can fail: this is what Tensor exists to keep away. */
  @Test
  void theHarnessCatchesDjlsOwnNumberOperands() {
    int caught = 0;
    for (int attempt = 0; attempt < 10 && caught == 0; attempt++) {
      try {
        NumericGradient.check(x -> Tensor.wrap(x.get(0).array().mul(3f)), MATRIX);
      } catch (AssertionError wrongGradient) {
        caught++;
      }
    }
    assertThat(caught).isEqualTo(1);
  }

  @Test
  void detachStopsTheGradient() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {2, 3}, 2).requireGradient(true);

      Gradients.backward(() -> x.mul(x.detach()).sum());

      assertThat(x.gradient().toDoubles()).containsExactly(2, 3);
    }
  }

  @Test
  void gradientsAddUpUntilTheyAreZeroed() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {2}, 1).requireGradient(true);
      Gradients.backward(() -> x.square().sum());
      Gradients.backward(() -> x.square().sum());
      assertThat(x.gradient().toDoubles()).containsExactly(8);

      GradientNorm.zero(List.of(x.gradient()));

      assertThat(x.gradient().toDoubles()).containsExactly(0);
    }
  }

  @Test
  void aFailedForwardDoesNotBlockTheNextRecording() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {2}, 1).requireGradient(true);
      assertThatThrownBy(
              () ->
                  Gradients.backward(
                      () -> {
                        throw new IllegalArgumentException("in the middle");
                      }))
          .hasMessage("in the middle");

      Gradients.backward(() -> x.square().sum());

      assertThat(x.gradient().toDoubles()).containsExactly(4);
    }
  }

  @Test
  void recordingsOfSeveralThreadsQueue() throws InterruptedException {
    double[] slopes = new double[4];
    Thread[] threads = new Thread[slopes.length];
    for (int i = 0; i < threads.length; i++) {
      int id = i;
      threads[i] =
          new Thread(
              () -> {
                try (Scope scope = Scope.open()) {
                  Tensor x = Tensor.of(new double[] {id}, 1).requireGradient(true);
                  Gradients.backward(() -> x.square().sum());
                  slopes[id] = x.gradient().item();
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(slopes).containsExactly(0, 2, 4, 6);
  }
}
