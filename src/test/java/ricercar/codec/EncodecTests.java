package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class EncodecTests {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path CAUSAL = GOLDEN.resolve("encodec-24k-causal");
  private static final Path FUSED = GOLDEN.resolve("encodec-24k-fused");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 319, 320, 321, 641, 1600, 1601})
  void framesAreTheLengthOverTheHopRoundedUp(int samples) {
    try (Encodec codec = Encodec.open(CAUSAL)) {
      int[][] codes = codec.encode(noise(samples)).codes();

      assertThat(codes).hasNumberOfRows(4);
      assertThat(codes[0]).hasSize((samples + 319) / 320);
      assertThat(codec.config().frames(samples)).isEqualTo(codes[0].length);
      assertThat(codec.decode(codec.encode(noise(samples)))[0]).hasSize(samples);
    }
  }

  @Test
  void aCausalCodecDoesNotHearTheFuture() {
    try (Encodec codec = Encodec.open(CAUSAL)) {
      float[][] whole = noise(6400);
      float[][] changed = {whole[0].clone()};
      Arrays.fill(changed[0], 3200, 6400, 0.5f);

      float[][] latents = codec.latents(whole);
      float[][] others = codec.latents(changed);

      for (int frame = 0; frame < 10; frame++) {
        assertThat(others[frame]).isEqualTo(latents[frame]);
      }
      assertThat(others[12]).isNotEqualTo(latents[12]);
    }
  }

  @Test
  void fewerCodebooksGiveTheFirstOnesAgain() {
    try (Encodec codec = Encodec.open(CAUSAL)) {
      int[][] all = codec.encode(noise(3200)).codes();
      int[][] three = codec.encode(noise(3200), 3).codes();

      assertThat(three).isDeepEqualTo(Arrays.copyOf(all, 3));
      assertThatThrownBy(() -> codec.encode(noise(3200), 5))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("4 codebooks");
    }
  }

  @Test
  void eachCodeIsTheNearestVectorOfWhatIsLeft() {
    try (Scope scope = Scope.open();
        ResidualQuantizer quantizer = new ResidualQuantizer(3, 16, 4, Stream.of(1, "books"))) {
      float[] values = noise(4 * 50)[0];
      int[][] codes = quantizer.encode(Tensor.of(values, 50, 4), 3);

      double[][] left = new double[50][4];
      for (int i = 0; i < 200; i++) {
        left[i / 4][i % 4] = values[i];
      }
      for (int book = 0; book < 3; book++) {
        float[] vectors = quantizer.vectors(book).toFloats();
        for (int i = 0; i < 50; i++) {
          int nearest = nearest(left[i], vectors);
          assertThat(codes[book][i]).isEqualTo(nearest);
          for (int k = 0; k < 4; k++) {
            left[i][k] -= vectors[nearest * 4 + k];
          }
        }
      }
    }
  }

  private static int nearest(double[] x, float[] vectors) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int v = 0; v < vectors.length / x.length; v++) {
      double distance = 0;
      for (int k = 0; k < x.length; k++) {
        distance += Math.pow(x[k] - vectors[v * x.length + k], 2);
      }
      if (distance < least) {
        least = distance;
        best = v;
      }
    }
    return best;
  }

  /** As exports for another runtime hold them: [out, kernel, in], gates Wx, Wh and one bias. */
  @Test
  void fusedWeightsWithTheChannelsLastGiveTheSameCodes() {
    Path folder =
        copyOf(
            FUSED,
            weights -> {
              Map<String, Tensor> turned = new LinkedHashMap<>();
              weights.forEach(
                  (name, tensor) -> {
                    if (name.endsWith("conv.weight")) {
                      boolean transposed = name.matches("decoder\\.layers\\.(3|6|9|12)\\..*");
                      turned.put(
                          name, transposed ? tensor.permute(1, 2, 0) : tensor.permute(0, 2, 1));
                    } else if (name.contains(".lstm.weight_")) {
                      String layer = name.substring(name.length() - 1);
                      String gate = name.contains("_ih_") ? "Wx" : "Wh";
                      turned.put(
                          name.replaceAll("lstm\\..*", "lstm." + layer + "." + gate), tensor);
                    } else if (name.contains(".lstm.bias_ih_")) {
                      String layer = name.substring(name.length() - 1);
                      turned.put(
                          name.replaceAll("lstm\\..*", "lstm." + layer + ".bias"),
                          tensor.add(weights.get(name.replace("_ih_", "_hh_"))));
                    } else if (!name.contains(".lstm.")) {
                      turned.put(name, tensor);
                    }
                  });
              return turned;
            });
    try (Encodec codec = Encodec.open(FUSED);
        Encodec turned = Encodec.open(folder)) {
      assertThat(turned.encode(noise(3000)).codes())
          .isDeepEqualTo(codec.encode(noise(3000)).codes());
    }
  }

  @Test
  void whatIsWrongWithTheWeightsIsNamed() {
    String key = "encoder.layers.0.conv.weight";
    refused(w -> without(w, key), "'" + key + "' is missing");
    refused(w -> with(w, key, w.get(key).slice(0, 0, 1)), "'" + key + "' has shape [1, 1, 7]");
    refused(w -> with(w, "what.is.this", w.get(key)), "also holds [what.is.this]");
    refused(w -> with(w, key, w.get(key).mul(Double.POSITIVE_INFINITY)), "'" + key + "'", "finite");
    refused(w -> without(w, "quantizer.layers.3.codebook.embed"), "holds 3 codebooks", "pay for 4");
    refused(w -> without(w, "quantizer.layers.0.codebook.embed"), "'quantizer.layers.0");
  }

  @Test
  void aFolderThatIsNotThereTellsWhereWeightsComeFrom() {
    assertThatThrownBy(() -> Encodec.open(temporary.resolve("nowhere")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("encodec_32khz")
        .hasMessageContaining("CC-BY-NC");
    assertThatThrownBy(() -> Encodec.open(temporary))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("config.json");
  }

  @Test
  void aConfigThatNoEncodecHasIsRefusedByItsKey() throws IOException {
    String config = Files.readString(CAUSAL.resolve("config.json"));
    for (String broken :
        List.of(
            config.replace("\"hidden_size\": 8", "\"hidden_size\": 0"),
            config.replace("\"hidden_size\": 8,", ""))) {
      Path file = temporary.resolve("config.json");
      Files.writeString(file, broken);
      assertThatThrownBy(() -> EncodecConfig.read(file))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("'hidden_size' is 0");
    }
  }

  private interface Change {
    Map<String, Tensor> apply(Map<String, Tensor> weights);
  }

  private void refused(Change change, String... words) {
    Path folder = copyOf(FUSED, change);
    assertThatThrownBy(() -> Encodec.open(folder))
        .isInstanceOf(Problem.class)
        .hasMessageContainingAll(words);
  }

  private Path copyOf(Path folder, Change change) {
    try (Scope scope = Scope.open()) {
      Path copy = Files.createTempDirectory(temporary, "codec");
      Files.copy(folder.resolve("config.json"), copy.resolve("config.json"));
      Map<String, Tensor> weights = SafeTensors.read(folder.resolve("model.safetensors"));
      SafeTensors.write(copy.resolve("model.safetensors"), change.apply(weights), Map.of());
      return copy;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Tensor> without(Map<String, Tensor> weights, String name) {
    Map<String, Tensor> left = new LinkedHashMap<>(weights);
    assertThat(left.remove(name)).isNotNull();
    return left;
  }

  private static Map<String, Tensor> with(Map<String, Tensor> weights, String name, Tensor value) {
    Map<String, Tensor> more = new LinkedHashMap<>(weights);
    more.put(name, value);
    return more;
  }

  private static float[][] noise(int samples) {
    Stream random = Stream.of(5, "noise");
    float[][] sound = new float[1][samples];
    for (int i = 0; i < samples; i++) {
      sound[0][i] = (float) (0.2 * random.nextGaussian());
    }
    return sound;
  }
}
