package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.nn.Activation;
import ricercar.nn.Mode;
import ricercar.nn.TransformerBlock;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class MachupTests {
  private static final int FRAMES = 5;
  private static final TransformerConfig LAYERS = new TransformerConfig(1, 12, 2, 16, 0.0, null);
  private static final MachupConfig CONFIG = MachupConfig.of(LAYERS, LAYERS, 4).on(3, 4, 7);

  @Test
  void anEmbeddingIsTheMeanOfTheFramesOrTheClassTokenWithNothingMasked() {
    try (Scope scope = Scope.open();
        Machup mean = model(CONFIG);
        Machup byClass = model(CONFIG.with(Pooling.CLASS))) {
      Tensor latents = latents();
      long[] all = {0, 1, 2, 3, 4};
      Tensor encoded = mean.encode(latents, new long[][] {all, all}, Mode.EVALUATION);
      Tensor frames = mean.frames(latents, Mode.EVALUATION);

      assertThat(frames.shape()).containsExactly(2, FRAMES, 12);
      close(frames, encoded.slice(1, 1, FRAMES + 1));
      close(mean.forward(latents, Mode.EVALUATION), frames.mean(1, false));
      close(byClass.forward(latents, Mode.EVALUATION), encoded.slice(1, 0, 1).squeeze(1));
      assertThat(mean.width()).isEqualTo(12);
      assertThat(mean.minimumLength()).isEqualTo(1);
    }
  }

  @Test
  void summedCodesAreTheSumOfTheirRowsOfTheTables() {
    try (Scope scope = Scope.open();
        CodeTables tables = CodeTables.summed(2, 7, 3, Stream.of(1, "tables"))) {
      Tensor found = tables.forward(Tensor.of(new long[] {4, 0, 6, 6}, 1, 2, 2));
      float[] first = tables.parameters().get("0.weight").toFloats();
      float[] second = tables.parameters().get("1.weight").toFloats();
      for (int k = 0; k < 3; k++) {
        assertThat(found.toFloats()[k]).isEqualTo(first[4 * 3 + k] + second[k]);
        assertThat(found.toFloats()[3 + k]).isEqualTo(first[6 * 3 + k] + second[6 * 3 + k]);
      }
    }
  }

  @Test
  void concatenatedTablesShareTheWidthSoThatTheFirstHalfIsTwiceAsWide() {
    assertThat(CodeTables.widths(4, 768)).containsExactly(256, 256, 128, 128);
    assertThat(CodeTables.widths(8, 768)).containsExactly(128, 128, 128, 128, 64, 64, 64, 64);
    assertThat(CodeTables.widths(3, 10)).containsExactly(4, 4, 2);
    assertThat(CodeTables.widths(1, 9)).containsExactly(9);
    for (int books = 1; books <= 9; books++) {
      assertThat(IntStream.of(CodeTables.widths(books, 101)).sum()).isEqualTo(101);
    }
    assertThatThrownBy(() -> CodeTables.widths(8, 11))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("width");

    try (Scope scope = Scope.open();
        CodeTables tables = CodeTables.concatenated(2, 7, 6, Stream.of(1, "tables"))) {
      float[] found = tables.forward(Tensor.of(new long[] {4, 1}, 1, 1, 2)).toFloats();
      float[] first = tables.parameters().get("0.weight").toFloats();
      float[] second = tables.parameters().get("1.weight").toFloats();
      assertThat(Arrays.copyOf(found, 4)).isEqualTo(Arrays.copyOfRange(first, 16, 20));
      assertThat(Arrays.copyOfRange(found, 4, 6)).isEqualTo(Arrays.copyOfRange(second, 2, 4));
    }
  }

  @Test
  void codesMayComeAsFloatsAndTheTablesLearn() {
    for (MachupInput kind : new MachupInput[] {MachupInput.SUMMED, MachupInput.CONCATENATED}) {
      try (Scope scope = Scope.open();
          Machup model = model(CONFIG.with(kind))) {
        long[] codes = new long[2 * FRAMES * 4];
        Arrays.setAll(codes, i -> i % 7);
        Tensor whole = Tensor.of(codes, 2, FRAMES, 4);
        Tensor floats = whole.to(DType.FLOAT32);
        close(model.forward(whole, Mode.EVALUATION), model.forward(floats, Mode.EVALUATION));

        Gradients.backward(() -> model.forward(floats, Mode.TRAINING).square().mean());
        for (int book = 0; book < 4; book++) {
          Tensor table = model.parameters().get("input." + book + ".weight");
          assertThat(GradientNorm.of(List.of(table.gradient()))).isPositive();
        }
      }
    }
  }

  @Test
  void theReportsModelHasTheReportsNumberOfParameters() {
    MachupConfig config = MachupConfig.of(null, null, null).on(128, 4, 2_051);
    try (Machup model = model(config)) {
      // Encoder, decoder, heads, input, decoder input, projection, input norm, class token, mask.
      assertThat(model.size())
          .isEqualTo(55_141_376L + 11_029_504 + 6_308_876 + 99_072 + 590_592 + 689_024 + 4 * 768);
    }
  }

  @Test
  void theCodecFillsWhatIsLeftOutAndAContradictionIsNamed() {
    MachupConfig open = MachupConfig.of(LAYERS, LAYERS, null);
    assertThat(open.projectionWidth()).isEqualTo(128);
    assertThat(open.on(3, 4, 7).on(3, 4, 7).codebooks()).isEqualTo(4);
    assertThatThrownBy(() -> open.build(Stream.of(1, "x")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("codebooks");
    assertThatThrownBy(() -> CONFIG.on(3, 8, 7))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("encoder.codebooks is 4, but the codec has 8");
  }

  @Test
  void encodecMaeBaseHasTheParametersOfItsParts() {
    try (Machup model = model(MachupConfig.encodecMae().on(128, 8, 1_024))) {
      long layer = 4L * 768 * 768 + 2 * 2 * 768; // attention without biases, two norms
      long feedForward = 768L * 4_096 + 4_096 + 4_096L * 768 + 768;
      long encoder = 10 * layer + feedForward + 2 * 768;
      long decoder = 2 * layer + feedForward + 2 * 768;
      long input = 128 * 768 + 768;
      long decoderInput = 768 * 768 + 768;
      long heads = 8 * (768 * 1_024 + 1_024);
      assertThat(model.size())
          .isEqualTo(encoder + decoder + input + decoderInput + heads + 1)
          .isEqualTo(47_933_441L);
      assertThat(model.parameters().keySet())
          .contains("encoder.feed_forward.linear1.weight", "position_scale")
          .doesNotContain("cls", "mask", "input_norm.weight", "projection.0.weight")
          .noneMatch(name -> name.matches(".*self_attn.*bias"));
    }
  }

  @Test
  void withoutAClassTokenTheTokensAreTheFramesAlone() {
    try (Scope scope = Scope.open();
        Machup model = model(small())) {
      Tensor latents = latents();
      long[][] visible = {{4, 1, 2}, {0, 3, 2}};
      Tensor encoded = model.encode(latents, visible, Mode.EVALUATION);
      assertThat(encoded.shape()).containsExactly(2, 3, 12);
      assertThat(model.decode(encoded, visible, FRAMES, Mode.EVALUATION).shape())
          .containsExactly(2, FRAMES, 4, 7);
      assertThat(model.frames(latents, Mode.EVALUATION).shape()).containsExactly(2, FRAMES, 12);
      assertThatThrownBy(() -> model.projectedClass(encoded))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("classToken");
      assertThatThrownBy(() -> model.projectedTokens(encoded))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("projectionWidth");
      assertThatThrownBy(() -> small().with(Pooling.CLASS))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("classToken");
    }
  }

  @Test
  void theLearnedScaleMultipliesPositionsInEncoderAndDecoder() {
    try (Scope scope = Scope.open();
        Machup model = model(small())) {
      Tensor scale = model.parameters().get("position_scale");
      Tensor still = Tensor.zeros(DType.FLOAT32, 1, FRAMES, 3);
      long[][] all = {{0, 1, 2, 3, 4}};

      // Without positions equal tokens stay equal, and so do their codes.
      scale.set(Tensor.zeros(DType.FLOAT32, 1));
      Tensor encoded = model.encode(still, Mode.EVALUATION);
      Tensor logits = model.decode(encoded, all, FRAMES, Mode.EVALUATION);
      close(encoded.slice(1, 0, 1), encoded.slice(1, 4, 5));
      close(logits.slice(1, 0, 1), logits.slice(1, 4, 5));

      scale.set(Tensor.ones(DType.FLOAT32, 1));
      Tensor placed = model.decode(encoded, all, FRAMES, Mode.EVALUATION);
      Tensor off = placed.slice(1, 0, 1).sub(placed.slice(1, 4, 5)).abs();
      assertThat(off.reshape(-1).max(0, false).item()).isGreaterThan(1e-3);
    }
  }

  @Test
  void droppedTokensAreZerosOrALearnedVectorToTheDecoder() {
    try (Scope scope = Scope.open();
        Machup zeros = model(small());
        Machup learned = model(CONFIG)) {
      long[][] visible = {{4, 1, 2}, {0, 3, 2}};
      for (Machup model : new Machup[] {zeros, learned}) {
        Gradients.backward(
            () -> {
              Tensor encoded = model.encode(latents(), visible, Mode.TRAINING);
              return model.decode(encoded, visible, FRAMES, Mode.TRAINING).square().mean();
            });
      }
      assertThat(zeros.parameters()).doesNotContainKey("mask");
      Tensor mask = learned.parameters().get("mask");
      assertThat(GradientNorm.of(List.of(mask.gradient()))).isPositive();
    }
  }

  /** EncodecMAE's options at a small size. */
  private static MachupConfig small() {
    TransformerConfig layers =
        new TransformerConfig(
            2, 12, 2, 16, 0.0, null, TransformerBlock.RESIDUAL, Activation.RELU, true, false);
    return new MachupConfig(
        null, 3, 4, 7, layers, layers, 0, null, false, MaskFill.ZEROS, false, true, null);
  }

  private static Machup model(MachupConfig config) {
    return config.build(Stream.of(1, "weights"));
  }

  private static Tensor latents() {
    Stream random = Stream.of(2, "latents");
    float[] values = new float[2 * FRAMES * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, 2, FRAMES, 3);
  }

  private static void close(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).abs().reshape(-1).max(0, false).item())
        .isCloseTo(0, within(1e-6));
  }
}
