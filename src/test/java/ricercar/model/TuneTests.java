package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class TuneTests {
  private static final double STEP = 1e-6;

  @Test
  void theFullSizesHaveThePublishedNumbersOfParameters() {
    try (Encoder tune = TuneConfig.full().build(Stream.of(1, "weights"));
        Encoder plus = TuneConfig.fullPlus().build(Stream.of(1, "weights"));
        Encoder wide = SampleCnnConfig.fullWide().build(Stream.of(1, "weights"))) {
      assertThat(tune.size()).isEqualTo(2_096_970);
      assertThat(plus.size()).isEqualTo(2_220_390);
      assertThat(tune.width()).isEqualTo(512);
      assertThat(wide.width()).isEqualTo(2_048);
      assertThat(wide.size()).isEqualTo(wideParameters());
    }
  }

  private static long wideParameters() {
    List<Integer> channels = SampleCnnConfig.fullWide().channels();
    long count = 0;
    for (int i = 0; i < channels.size(); i++) {
      long in = i == 0 ? 1 : channels.get(i - 1);
      long out = channels.get(i);
      count += 3 * in * out + out + 2 * out;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(ints = {59_049, 59_535, 59_049 + 81 * 243})
  void lengthsThatDivideGiveOneEmbedding(int samples) {
    for (boolean plus : new boolean[] {false, true}) {
      try (Scope scope = Scope.open();
          Encoder encoder = new TuneConfig(plus, 2, 6).build(Stream.of(1, "weights"))) {
        Tensor out = encoder.forward(noise(3, samples), Mode.EVALUATION);
        assertThat(out.shape()).containsExactly(1, 6);
        assertThat(encoder.usableLength(samples + 80)).isEqualTo(samples);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "59048, 59.049",
    "59409, 59.373 and 59.454",
    "60000, 59.940 and 60.021",
    "10, 59.049",
    "59050, 59.049 and 59.130"
  })
  void otherLengthsAreRefusedWithTheNearestOnes(int samples, String nearest) {
    TuneConfig config = new TuneConfig(true, 2, 6);
    String expected = nearest.replace('.', ',');
    assertThatThrownBy(() -> config.requireLength(samples))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("%,d".formatted(samples))
        .hasMessageEndingWith(expected + ".");
    try (Scope scope = Scope.open();
        Encoder encoder = config.build(Stream.of(1, "weights"))) {
      assertThatThrownBy(() -> encoder.forward(noise(3, samples), Mode.EVALUATION))
          .isInstanceOf(Problem.class)
          .hasMessageEndingWith(expected + ".");
    }
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    for (boolean plus : new boolean[] {false, true}) {
      try (Scope scope = Scope.open();
          Encoder encoder = new TuneConfig(plus, 1, 3).build(Stream.of(5, "weights"))) {
        encoder.convert(DType.FLOAT64);
        Tensor input = Tensor.concat(0, List.of(noise(1, 59_049), noise(2, 59_049)));
        Tensor exact = input.to(DType.FLOAT64);
        Gradients.backward(() -> loss(encoder, exact));
        Map<String, Tensor> parameters = encoder.parameters();
        for (String name :
            List.of(
                "contract.0.conv.weight",
                "contract.4.bn.weight",
                "up.0.weight",
                "up.3.bias",
                "expand.2.conv.weight",
                "tail.0.conv.weight",
                "tail.3.conv.weight",
                "deep.4.bn.bias")) {
          Tensor parameter = parameters.get(name);
          double[] found = parameter.gradient().toDoubles();
          int last = found.length - 1;
          assertThat(found[last])
              .describedAs(name)
              .isCloseTo(
                  slope(encoder, exact, parameter, last),
                  within(1e-5 + 1e-4 * Math.abs(found[last])));
        }
      }
    }
  }

  private static double slope(Encoder encoder, Tensor input, Tensor parameter, int at) {
    double[] values = parameter.toDoubles();
    double kept = values[at];
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      values[at] = kept + (side == 0 ? STEP : -STEP);
      parameter.set(Tensor.of(values, parameter.shape()));
      losses[side] = loss(encoder, input).item();
    }
    values[at] = kept;
    parameter.set(Tensor.of(values, parameter.shape()));
    return (losses[0] - losses[1]) / (2 * STEP);
  }

  private static Tensor loss(Encoder encoder, Tensor input) {
    Tensor weights = Tensor.of(new double[] {1, -2, 3, -1, 0.5, 2}, 2, 3);
    return encoder.forward(input, Mode.TRAINING).mul(weights).sum();
  }

  @Test
  void withoutLinksTheTailSeesOnlyWhatCameBefore() {
    try (Encoder tune = new TuneConfig(false, 2, 6).build(Stream.of(1, "weights"));
        Encoder plus = new TuneConfig(true, 2, 6).build(Stream.of(1, "weights"))) {
      assertThat(tune.state().get("tail.0.conv.weight").size(1)).isEqualTo(2);
      assertThat(plus.state().get("tail.0.conv.weight").size(1)).isEqualTo(6);
    }
  }

  private static Tensor noise(long seed, int samples) {
    Stream random = Stream.of(seed, "noise");
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = (float) random.uniform(-1, 1);
    }
    return Tensor.of(values, 1, 1, samples);
  }
}
