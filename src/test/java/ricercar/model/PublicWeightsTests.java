package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class PublicWeightsTests {
  private static final EncoderConfig CNN =
      new SampleCnnConfig(List.of(2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4));

  @TempDir Path folder;

  @Test
  void aSampleCnnOfAPublicCheckpointIsTheSameEncoder() {
    passes(CNN, "encoder.", PublicWeightsTests::theirSampleCnn);
    passes(CNN, "model.encoder.", PublicWeightsTests::theirSampleCnn);
    passes(CNN, "", PublicWeightsTests::theirSampleCnn);
  }

  @Test
  void aTuneOfAPublicCheckpointIsTheSameEncoder() {
    passes(new TuneConfig(false, 2, 6), "encoder.", PublicWeightsTests::theirTune);
    passes(new TuneConfig(true, 2, 6), "", PublicWeightsTests::theirTune);
  }

  @Test
  void ourOwnNamesAreReadToo() {
    passes(CNN, "encoder.", name -> name);
    passes(new TuneConfig(true, 2, 6), "", name -> name);
  }

  @Test
  void aMissingKeyIsNamed() {
    Path file =
        written(
            CNN,
            "encoder.",
            name -> name.equals("blocks.7.bn.running_var") ? "lost" : theirSampleCnn(name));
    assertThatThrownBy(() -> PublicWeights.open(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'encoder.sequential.7.1.running_var' is missing");
    Path other =
        written(
            new TuneConfig(true, 2, 6),
            "",
            name -> name.equals("up.1.bias") ? "lost" : theirTune(name));
    assertThatThrownBy(() -> PublicWeights.open(other))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'transposedConv7.bias' is missing");
  }

  @Test
  void weightsOfSomethingElseAreRefusedWithTheirKeys() {
    Path file = written(CNN, "backbone.", name -> "layer." + name.hashCode());
    assertThatThrownBy(() -> PublicWeights.open(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sequential.0.0.weight")
        .hasMessageContaining("backbone.layer.");
  }

  private interface Names {
    String of(String ours);
  }

  private void passes(EncoderConfig config, String prefix, Names names) {
    Path file = written(config, prefix, names);
    PublicWeights.Opened opened = PublicWeights.open(file);
    try (Scope scope = Scope.open();
        Encoder original = original(config);
        Encoder encoder = opened.encoder()) {
      assertThat(opened.config()).isEqualTo(config);
      Tensor input = Tensor.of(sound(), 1, 1, 59_049);
      assertThat(encoder.forward(input, Mode.EVALUATION).toFloats())
          .isEqualTo(original.forward(input, Mode.EVALUATION).toFloats());
    }
  }

  /** With what else a checkpoint holds: a head, counts, a second name for the encoder. */
  private Path written(EncoderConfig config, String prefix, Names names) {
    Path file =
        folder.resolve("w" + prefix.length() + System.identityHashCode(names) + ".safetensors");
    try (Scope scope = Scope.open();
        Encoder encoder = original(config)) {
      Map<String, Tensor> theirs = new LinkedHashMap<>();
      encoder.state().forEach((name, value) -> theirs.put(prefix + names.of(name), value));
      theirs.put("proj_head.0.weight", Tensor.of(new float[4], 2, 2));
      theirs.put(prefix + "fc.weight", Tensor.of(new float[4], 1, 4));
      theirs.put(
          prefix + names.of("blocks.0.bn.num_batches_tracked"), Tensor.of(new long[] {3}, 1));
      SafeTensors.write(file, theirs, Map.of("format", "pt"));
    }
    return file;
  }

  /** Running statistics other than those of a fresh network. */
  private static Encoder original(EncoderConfig config) {
    Encoder encoder = config.build(Stream.of(4, "weights"));
    Stream random = Stream.of(9, "statistics");
    try (Scope scope = Scope.open()) {
      encoder
          .buffers()
          .forEach(
              (name, buffer) -> {
                float[] values = new float[(int) buffer.elements()];
                for (int i = 0; i < values.length; i++) {
                  values[i] = (float) random.uniform(0.1, 0.5);
                }
                buffer.set(Tensor.of(values, buffer.shape()));
              });
    }
    return encoder;
  }

  private static float[] sound() {
    Stream random = Stream.of(2, "sound");
    float[] values = new float[59_049];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.uniform(-1, 1);
    }
    return values;
  }

  private static String theirSampleCnn(String ours) {
    return ours.replace("blocks.", "sequential.").replace(".conv.", ".0.").replace(".bn.", ".1.");
  }

  private static String theirTune(String ours) {
    String[] parts = ours.split("\\.", 3);
    int i = parts[1].matches("\\d+") ? Integer.parseInt(parts[1]) : 0;
    String rest = parts[2].replace("conv.", "layers.0.").replace("bn.", "layers.1.");
    return switch (parts[0]) {
      case "contract" -> "conv" + (i + 1) + "." + rest;
      case "expand" -> "conv" + (i + 6) + "." + rest;
      case "up" -> "transposedConv" + (i + 6) + "." + rest;
      case "tail" -> "convDown" + (i + 1) + "." + rest;
      case "deep" -> "convDown" + (i + 5) + "." + rest;
      default -> ours;
    };
  }
}
