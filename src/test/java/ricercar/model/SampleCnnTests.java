package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class SampleCnnTests {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/models");

  @Test
  void theFullSizeHasThePublishedNumberOfParameters() {
    try (Encoder encoder = SampleCnnConfig.full().build(Stream.of(1, "weights"))) {
      assertThat(encoder.size()).isEqualTo(2_368_512);
      assertThat(encoder.width()).isEqualTo(512);
    }
  }

  @Test
  void forwardPassesAndGradientNormsEqualPyTorchs() throws IOException {
    JsonNode golden = golden();
    try (Scope scope = Scope.open();
        Encoder encoder = new SampleCnnConfig(channels()).build(Stream.of(1, "weights"))) {
      Map<String, Tensor> file =
          new LinkedHashMap<>(SafeTensors.read(GOLDEN.resolve("samplecnn.safetensors")));
      Tensor input = file.remove("input");
      encoder.load(file);
      assertThat(encoder.size()).isEqualTo(golden.get("parameters").asLong());

      assertClose(encoder.forward(input, Mode.EVALUATION), golden.get("eval_output"));
      Tensor[] output = new Tensor[1];
      Gradients.backward(
          () -> {
            output[0] = encoder.forward(input, Mode.TRAINING);
            return output[0].mul(ramp(encoder.width())).sum();
          });
      assertClose(output[0], golden.get("train_output"));
      assertGradientNorms(encoder, golden.get("gradient_norms"));
    }
  }

  @Test
  void aWindowTooShortIsRefused() {
    try (Scope scope = Scope.open();
        Encoder encoder = new SampleCnnConfig(channels()).build(Stream.of(1, "weights"))) {
      Tensor tooShort = Tensor.of(new float[59_048], 1, 1, 59_048);

      assertThatThrownBy(() -> encoder.forward(tooShort, Mode.EVALUATION))
          .hasMessageContaining("59049");
    }
  }

  @Test
  void weightsThatDoNotFitAreRefusedAndNothingIsWritten() {
    try (Scope scope = Scope.open();
        Encoder encoder = new SampleCnnConfig(channels()).build(Stream.of(1, "weights"))) {
      float[] before = encoder.state().get("blocks.0.conv.weight").toFloats();
      Map<String, Tensor> foreign = new LinkedHashMap<>();
      encoder.state().forEach((name, tensor) -> foreign.put(name, tensor.copy().mul(0)));
      foreign.put("blocks.10.conv.bias", Tensor.of(new float[3], 3));

      assertThatThrownBy(() -> encoder.load(foreign))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("blocks.10.conv.bias");
      assertThat(encoder.state().get("blocks.0.conv.weight").toFloats()).isEqualTo(before);
    }
  }

  private static void assertClose(Tensor actual, JsonNode expected) {
    double[] flat = flat(expected);
    double largest = 0;
    for (double x : flat) {
      largest = Math.max(largest, Math.abs(x));
    }
    float[] values = actual.toFloats();
    assertThat(values).hasSize(flat.length);
    for (int i = 0; i < flat.length; i++) {
      assertThat((double) values[i]).isCloseTo(flat[i], within(1e-3 * largest));
    }
  }

  private static void assertGradientNorms(Encoder encoder, JsonNode expected) {
    double largest = 0;
    for (JsonNode norm : expected) {
      largest = Math.max(largest, norm.asDouble());
    }
    Map<String, Tensor> parameters = encoder.parameters();
    for (String name : (Iterable<String>) expected::fieldNames) {
      double norm = expected.get(name).asDouble();
      assertThat(GradientNorm.of(List.of(parameters.get(name).gradient())))
          .describedAs(name)
          .isCloseTo(norm, within(Math.max(1e-3 * norm, 1e-5 * largest)));
    }
  }

  private static Tensor ramp(int n) {
    float[] ramp = new float[n];
    for (int i = 0; i < n; i++) {
      ramp[i] = -1 + 2f * i / (n - 1);
    }
    return Tensor.of(ramp, n);
  }

  private static double[] flat(JsonNode rows) {
    List<Double> values = new ArrayList<>();
    rows.forEach(row -> row.forEach(v -> values.add(v.asDouble())));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Integer> channels() {
    return List.of(4, 4, 4, 8, 8, 8, 8, 8, 8, 16, 16);
  }

  private static JsonNode golden() throws IOException {
    for (JsonNode c :
        new ObjectMapper().readTree(GOLDEN.resolve("models.json").toFile()).get("cases")) {
      if (c.get("name").asText().equals("samplecnn")) {
        return c;
      }
    }
    throw new AssertionError("models.json has no case 'samplecnn'");
  }
}
