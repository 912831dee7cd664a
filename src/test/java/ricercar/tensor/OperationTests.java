package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

/** Values against closed forms; gradients are those of GradientTests. */
class OperationTests {
  private final Stream random = Stream.of(9, "operations");
  private Scope scope;

  @BeforeEach
  void open() {
    scope = Scope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void attentionIsTheSoftmaxOfScaledProducts() {
    int queries = 3;
    int keys = 5;
    int d = 4;
    double[] q = numbers(queries * d);
    double[] k = numbers(keys * d);
    double[] v = numbers(keys * d);
    double[] expected = new double[queries * d];
    for (int i = 0; i < queries; i++) {
      double[] weight = new double[keys];
      double total = 0;
      for (int j = 0; j < keys; j++) {
        double dot = 0;
        for (int c = 0; c < d; c++) {
          dot += q[i * d + c] * k[j * d + c];
        }
        weight[j] = Math.exp(dot / Math.sqrt(d));
        total += weight[j];
      }
      for (int j = 0; j < keys; j++) {
        for (int c = 0; c < d; c++) {
          expected[i * d + c] += weight[j] / total * v[j * d + c];
        }
      }
    }

    Tensor attended =
        Attention.scaledDotProduct(
            Tensor.of(q, 1, 1, queries, d),
            Tensor.of(k, 1, 1, keys, d),
            Tensor.of(v, 1, 1, keys, d));

    assertThat(attended.toDoubles()).containsExactly(expected, within(1e-12));
  }

  @Test
  void transposedConvolutionSpreadsEverySampleByTheKernel() {
    int in = 2;
    int out = 3;
    int length = 4;
    int kernel = 5;
    int stride = 3;
    int padding = 1;
    double[] x = numbers(in * length);
    double[] w = numbers(in * out * kernel);
    double[] bias = numbers(out);
    int longer = (length - 1) * stride - 2 * padding + kernel;
    double[] expected = new double[out * longer];
    for (int o = 0; o < out; o++) {
      for (int t = 0; t < longer; t++) {
        expected[o * longer + t] = bias[o];
      }
      for (int i = 0; i < in; i++) {
        for (int t = 0; t < length * kernel; t++) {
          int to = t / kernel * stride + t % kernel - padding;
          if (to >= 0 && to < longer) {
            expected[o * longer + to] +=
                x[i * length + t / kernel] * w[(i * out + o) * kernel + t % kernel];
          }
        }
      }
    }

    Tensor y =
        Convolutions.convTranspose1d(
            Tensor.of(x, 1, in, length),
            Tensor.of(w, in, out, kernel),
            Tensor.of(bias, out),
            stride,
            padding);

    assertThat(y.shape()).containsExactly(1, out, longer);
    assertThat(y.toDoubles()).containsExactly(expected, within(1e-12));
  }

  @Test
  void paddingMirrorsWithoutTheEdgeOrAddsZeros() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 1, 1, 4);

    assertThat(Convolutions.reflectPad1d(x, 3, 2).toDoubles())
        .containsExactly(4, 3, 2, 1, 2, 3, 4, 3, 2);
    assertThat(Convolutions.reflectPad1d(x, 0, 1).toDoubles()).containsExactly(1, 2, 3, 4, 3);
    assertThat(Convolutions.zeroPad1d(x, 1, 2).toDoubles()).containsExactly(0, 1, 2, 3, 4, 0, 0);
  }

  @Test
  void runningStatisticsMoveByATenthTowardsMeanAndUnbiasedVariance() {
    double[] values = {1, 2, 3, 6, 10, 20, 30, 60};
    Tensor x = Tensor.of(values, 1, 2, 4);
    Tensor mean = Tensor.zeros(DType.FLOAT64, 2);
    Tensor variance = Tensor.ones(DType.FLOAT64, 2);
    Tensor one = Tensor.ones(DType.FLOAT64, 2);
    Tensor zero = Tensor.zeros(DType.FLOAT64, 2);

    Tensor y = Normalizations.batchNorm(x, one, zero, mean, variance, true);

    assertThat(mean.toDoubles()).containsExactly(new double[] {0.3, 3}, within(1e-12));
    double unbiased = (4 + 1 + 0 + 9) / 3.0;
    assertThat(variance.toDoubles())
        .containsExactly(new double[] {0.9 + 0.1 * unbiased, 0.9 + 10 * unbiased}, within(1e-12));
    double deviation = Math.sqrt(14 / 4.0 + 1e-5);
    assertThat(y.toDoubles()[3]).isCloseTo(3 / deviation, within(1e-12));

    double[] moved = mean.toDoubles();
    Tensor evaluated = Normalizations.batchNorm(x, one, zero, mean, variance, false);
    assertThat(mean.toDoubles()).containsExactly(moved);
    assertThat(evaluated.toDoubles()[0])
        .isCloseTo(0.7 / Math.sqrt(variance.toDoubles()[0] + 1e-5), within(1e-12));
  }

  @Test
  void powerSpectraAreThoseOfASlowFourierTransform() {
    int n = 8;
    int hop = 3;
    double[] x = numbers(20);
    int frames = 1 + x.length / hop;
    double[] expected = new double[(n / 2 + 1) * frames];
    for (int frame = 0; frame < frames; frame++) {
      for (int bin = 0; bin <= n / 2; bin++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
          int at = Math.abs(frame * hop + i - n / 2);
          double mirrored = x[at < x.length ? at : 2 * (x.length - 1) - at];
          double windowed = mirrored * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / n));
          re += windowed * Math.cos(2 * Math.PI * bin * i / n);
          im -= windowed * Math.sin(2 * Math.PI * bin * i / n);
        }
        expected[bin * frames + frame] = re * re + im * im;
      }
    }

    Tensor power = Spectra.power(Tensor.of(x, 1, x.length), n, hop);

    assertThat(power.shape()).containsExactly(1, n / 2 + 1, frames);
    assertThat(power.toDoubles()).containsExactly(expected, within(1e-10));
  }

  @Test
  void finitenessIsExact() {
    assertThat(Tensor.of(new float[] {3e38f, 3e38f, -3e38f}, 3).finite()).isTrue();
    assertThat(Tensor.of(new float[] {1, Float.NaN}, 2).finite()).isFalse();
    assertThat(Tensor.of(new float[] {1, Float.NEGATIVE_INFINITY}, 2).finite()).isFalse();
  }

  @Test
  void setOverwritesEvenNaNAndIsRefusedForAnotherShape() {
    Tensor parameter = Tensor.of(new float[] {Float.NaN, 1}, 2).requireGradient(true);

    parameter.set(Tensor.of(new float[] {2, Float.NaN}, 2));

    assertThat(parameter.toFloats()).containsExactly(2, Float.NaN);
    assertThatThrownBy(() -> parameter.set(Tensor.of(new float[] {1}, 1)))
        .hasMessageContaining("[1]");
  }

  @Test
  void slicesOfAnyBoundsShareNoKernelAndRefuseWhatLiesOutside() {
    Tensor x = Tensor.range(10).reshape(2, 5);

    assertThat(x.slice(-1, 1, 3).toLongs()).containsExactly(1, 2, 6, 7);
    assertThat(x.slice(0, 1, 2).toLongs()).containsExactly(5, 6, 7, 8, 9);
    assertThatThrownBy(() -> x.slice(1, 2, 6)).hasMessageContaining("[2, 5]");
  }

  @Test
  void aZeroVectorNormalisesToZeroWithAFiniteGradient() {
    Tensor x = Tensor.of(new float[] {0, 0, 3, 4}, 2, 2).requireGradient(true);

    Tensor sum = Gradients.backward(() -> x.normalize(1).sum());

    assertThat(sum.item()).isCloseTo(1.4, within(1e-6));
    assertThat(x.gradient().finite()).isTrue();
  }

  @Test
  void logSumExpOfNothingIsMinusInfinity() {
    Tensor x = Tensor.of(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, 2);
    assertThat(x.logSumExp(0, false).item()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aFractionIsNoOperandOfIntegers() {
    assertThatThrownBy(() -> Tensor.range(3).mul(0.5)).hasMessageContaining("fraction");
    assertThat(Tensor.range(3).mul(2).toLongs()).containsExactly(0, 2, 4);
  }

  @Test
  void theNumberOfValuesMustFitTheShape() {
    assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 2)).isInstanceOf(RuntimeException.class);
  }

  private double[] numbers(int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.uniform(-1.5, 1.5);
    }
    return numbers;
  }
}
