package ricercar.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class TransformerTests {
  private static final int WIDTH = 8;

  @Test
  void theDefaultHasPyTorchsNames() {
    try (Transformer transformer = new Transformer(config(null, null, null, null), stream())) {
      assertThat(transformer.parameters().keySet())
          .filteredOn(name -> name.startsWith("layers.1."))
          .containsExactly(
              "layers.1.self_attn.in_proj_weight",
              "layers.1.self_attn.in_proj_bias",
              "layers.1.self_attn.out_proj.weight",
              "layers.1.self_attn.out_proj.bias",
              "layers.1.linear1.weight",
              "layers.1.linear1.bias",
              "layers.1.linear2.weight",
              "layers.1.linear2.bias",
              "layers.1.norm1.weight",
              "layers.1.norm1.bias",
              "layers.1.norm2.weight",
              "layers.1.norm2.bias");
    }
  }

  @Test
  void aSharedFeedForwardNetGathersTheGradientsOfAllLayers() {
    TransformerConfig shared = config(null, null, true, null);
    try (Scope scope = Scope.open();
        Transformer one = new Transformer(shared, stream());
        Transformer each = new Transformer(config(null, null, null, null), stream())) {
      // The same function with a copy in each layer.
      Map<String, Tensor> weights = one.parameters();
      each.parameters()
          .forEach(
              (name, p) ->
                  p.set(weights.get(name.replaceAll("layers.\\d+.linear", "feed_forward.linear"))));
      Tensor x = noise();
      Tensor a = Gradients.backward(() -> one.forward(x, Mode.EVALUATION).pow(3).sum());
      Tensor b = Gradients.backward(() -> each.forward(x, Mode.EVALUATION).pow(3).sum());

      assertThat(a.item()).isCloseTo(b.item(), within(1e-4));
      Tensor first = each.parameters().get("layers.0.linear1.weight").gradient();
      Tensor second = each.parameters().get("layers.1.linear1.weight").gradient();
      close(weights.get("feed_forward.linear1.weight").gradient(), first.add(second));
      long saved = each.size() - one.size();
      assertThat(saved).isEqualTo(WIDTH * 16 + 16 + 16 * WIDTH + WIDTH);
    }
  }

  @Test
  void residualLayersAddTheNormalisedSumOfAllBranches() {
    TransformerConfig config = config(TransformerBlock.RESIDUAL, null, null, null);
    try (Scope scope = Scope.open();
        Transformer transformer = new Transformer(config, stream());
        TransformerLayer layer = new TransformerLayer(config, stream().child("layer", 0));
        TransformerLayer next = new TransformerLayer(config, stream().child("layer", 1))) {
      Tensor x = noise();
      // With norms undone, what a branch added can be read off a layer's own sums.
      TransformerLayer.Streams streams = new TransformerLayer.Streams(x, x);
      streams = layer.forward(streams, Mode.EVALUATION);
      close(streams.normed(), layer.forward(x, Mode.EVALUATION));
      TransformerLayer.Streams last = next.forward(streams, Mode.EVALUATION);
      // The sum is linear in what it starts from, and the other stream does not see it.
      TransformerLayer.Streams moved =
          next.forward(
              new TransformerLayer.Streams(streams.normed(), streams.sum().add(2)),
              Mode.EVALUATION);
      close(moved.normed(), last.normed());
      close(moved.sum(), last.sum().add(2));
      try (LayerNorm norm = new LayerNorm(WIDTH)) {
        close(transformer.forward(x, Mode.EVALUATION), last.normed().add(norm.forward(last.sum())));
      }
    }
  }

  @Test
  void theSumOfResidualLayersHoldsBothBranches() {
    // Zero weights in front leave only the biases of the two branches.
    TransformerConfig config = config(TransformerBlock.RESIDUAL, null, null, null);
    try (Scope scope = Scope.open();
        TransformerLayer layer = new TransformerLayer(config, stream())) {
      Map<String, Tensor> weights = layer.parameters();
      weights.get("self_attn.out_proj.weight").set(Tensor.zeros(DType.FLOAT32, WIDTH, WIDTH));
      weights.get("linear2.weight").set(Tensor.zeros(DType.FLOAT32, WIDTH, 16));
      weights.get("self_attn.out_proj.bias").set(Tensor.ones(DType.FLOAT32, WIDTH).mul(3));
      weights.get("linear2.bias").set(Tensor.ones(DType.FLOAT32, WIDTH).mul(5));
      Tensor x = noise();
      TransformerLayer.Streams out =
          layer.forward(new TransformerLayer.Streams(x, x.mul(2)), Mode.EVALUATION);
      close(out.sum(), x.mul(2).add(8));
    }
  }

  @Test
  void attentionWithoutBiasesAndReluAreWhatTheySay() {
    TransformerConfig config = config(null, Activation.RELU, null, false);
    try (Scope scope = Scope.open();
        TransformerLayer layer = new TransformerLayer(config, stream())) {
      assertThat(layer.parameters().keySet()).noneMatch(name -> name.matches("self_attn.*bias"));
      // All hidden units below zero: ReLU passes nothing on, GELU would.
      layer.parameters().get("linear1.weight").set(Tensor.zeros(DType.FLOAT32, 16, WIDTH));
      layer.parameters().get("linear1.bias").set(Tensor.ones(DType.FLOAT32, 16).mul(-1));
      Gradients.backward(() -> layer.forward(noise(), Mode.EVALUATION).pow(3).sum());
      Tensor slope = layer.parameters().get("linear2.weight").gradient();
      assertThat(GradientNorm.of(List.of(slope))).isZero();
    }
  }

  private static TransformerConfig config(
      TransformerBlock block, Activation activation, Boolean shared, Boolean bias) {
    return new TransformerConfig(2, WIDTH, 2, 16, 0.0, null, block, activation, shared, bias);
  }

  private static Stream stream() {
    return Stream.of(1, "weights");
  }

  private static Tensor noise() {
    Stream random = Stream.of(2, "tokens");
    float[] values = new float[5 * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, 1, 5, WIDTH);
  }

  private static void close(Tensor actual, Tensor expected) {
    assertThat(actual.sub(expected).abs().reshape(-1).max(0, false).item())
        .isCloseTo(0, within(2e-5));
  }
}
