package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class SeanetTests {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @CsvSource({
    "encodec-32k-tiny, 32000, 6400",
    "encodec-32k-tiny, 31999, 6400",
    "encodec-32k-tiny, 32001, 3200",
    "encodec-24k-causal, 16000, 3200",
    "encodec-24k-causal, 16161, 1600",
    "encodec-24k-fused, 16001, 1600",
    "encodec-48k-chunks, 16001, 1600",
  })
  void inPiecesASoundGivesWhatItGivesAsAWhole(String codec, int samples, int piece) {
    EncodecConfig config = EncodecConfig.read(GOLDEN.resolve(codec).resolve("config.json"));
    Stream random = Stream.of(5, "weights");
    try (Scope scope = Scope.open();
        Seanet whole = Seanet.encoder(config, random, Integer.MAX_VALUE);
        Seanet pieces = Seanet.encoder(config, random, piece)) {
      Tensor sound = noise(config.audioChannels(), samples);

      Tensor expected = whole.forward(sound);
      Tensor found = pieces.forward(sound);

      assertThat(found.shape()).isEqualTo(expected.shape());
      double largest = max(expected.abs());
      assertThat(largest).isPositive();
      assertThat(max(found.sub(expected).abs())).isCloseTo(0, within(1e-5 * largest));
    }
  }

  private static double max(Tensor values) {
    double max = 0;
    for (float value : values.toFloats()) {
      max = Math.max(max, value);
    }
    return max;
  }

  private static Tensor noise(int channels, int samples) {
    Stream random = Stream.of(6, "sound");
    float[] values = new float[channels * samples];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return Tensor.of(values, 1, channels, samples);
  }
}
