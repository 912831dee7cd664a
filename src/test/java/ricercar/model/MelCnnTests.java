package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class MelCnnTests {
  private static final int SAMPLES = 22_050;

  @Test
  void anEmbeddingIsMeanAndMaximumOfEachChannelInEachBand() {
    try (Scope scope = Scope.open();
        Encoder encoder = MelCnnConfig.standard().build(Stream.of(1, "weights"))) {
      Tensor embedding = encoder.forward(noise(3), Mode.EVALUATION);

      assertThat(embedding.shape()).containsExactly(3, 1024);
      assertThat(encoder.width()).isEqualTo(1024);
      float[] values = embedding.toFloats();
      for (int i = 0; i < 512; i++) {
        assertThat(values[512 + i]).isGreaterThanOrEqualTo(values[i]);
      }
    }
  }

  @Test
  void evaluationTreatsEachViewAlone() {
    try (Scope scope = Scope.open();
        Encoder encoder = MelCnnConfig.standard().build(Stream.of(1, "weights"))) {
      Tensor batch = noise(3);

      float[] together = encoder.forward(batch, Mode.EVALUATION).slice(0, 1, 2).toFloats();
      float[] alone = encoder.forward(batch.slice(0, 1, 2), Mode.EVALUATION).toFloats();

      assertThat(alone).containsExactly(together, org.assertj.core.data.Offset.offset(1e-4f));
    }
  }

  @Test
  void theSameStreamGivesTheSameWeightsAndEveryParameterLearns() {
    try (Scope scope = Scope.open();
        Encoder encoder = MelCnnConfig.standard().build(Stream.of(1, "weights"));
        Encoder twin = MelCnnConfig.standard().build(Stream.of(1, "weights"))) {
      Gradients.backward(() -> encoder.forward(noise(2), Mode.TRAINING).square().sum());

      encoder
          .parameters()
          .forEach(
              (name, parameter) -> {
                assertThat(twin.parameters().get(name).toFloats()).isEqualTo(parameter.toFloats());
                if (!name.endsWith("conv.bias")) { // a bias in front of a BatchNorm has no effect
                  assertThat(parameter.gradient().abs().sum().item())
                      .describedAs(name)
                      .isPositive();
                }
              });
    }
  }

  private static Tensor noise(int views) {
    Stream random = Stream.of(3, "noise");
    float[] samples = new float[views * SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    return Tensor.of(samples, views, 1, SAMPLES);
  }
}
