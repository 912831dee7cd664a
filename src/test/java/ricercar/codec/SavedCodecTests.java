package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.DType;

class SavedCodecTests {
  private static final EncodecConfig CONFIG = EncodecConfig.at32kHz(2, 8, 1, 2, 16);
  private static final float[] SOUND = ToneCorpus.sound(0, 32_000);

  @TempDir Path temporary;

  @Test
  void aSavedCodecOpensToTheSameCodes() {
    Path folder = temporary.resolve("codec");
    try (Encodec codec = codec(1)) {
      codec.save(folder, DType.FLOAT32);
      try (Encodec opened = Encodec.open(folder)) {
        assertThat(opened.analyse(SOUND).codes()).isDeepEqualTo(codec.analyse(SOUND).codes());
        assertThat(opened.analyse(SOUND).latents()).isEqualTo(codec.analyse(SOUND).latents());
        assertThat(opened.fingerprint()).isEqualTo(codec.fingerprint());
      }
    }
  }

  @Test
  void halfTheBytesGiveNearlyTheSameLatents() throws IOException {
    Path folder = temporary.resolve("codec");
    try (Encodec codec = codec(1)) {
      codec.save(temporary.resolve("whole"), DType.FLOAT32);
      codec.save(folder, DType.FLOAT16);
      try (Encodec opened = Encodec.open(folder)) {
        float[] whole = codec.analyse(SOUND).latents();
        float[] half = opened.analyse(SOUND).latents();
        double power = 0;
        double error = 0;
        for (int i = 0; i < whole.length; i++) {
          power += Math.pow(whole[i], 2);
          error += Math.pow(whole[i] - half[i], 2);
        }
        assertThat(error / power).isPositive().isLessThan(1e-5);
        assertThat(opened.fingerprint()).isNotEqualTo(codec.fingerprint());
        assertThat(agreement(codec.analyse(SOUND).codes(), opened.analyse(SOUND).codes()))
            .isGreaterThan(0.9);
      }
    }
    double ratio =
        (double) Files.size(folder.resolve("model.safetensors"))
            / Files.size(temporary.resolve("whole/model.safetensors"));
    assertThat(ratio).isLessThan(0.75);
  }

  private static double agreement(int[][] a, int[][] b) {
    int equal = 0;
    for (int book = 0; book < a.length; book++) {
      for (int t = 0; t < a[0].length; t++) {
        equal += a[book][t] == b[book][t] ? 1 : 0;
      }
    }
    return (double) equal / (a.length * a[0].length);
  }

  @Test
  void aSecondCodecReplacesTheFirstButNothingElse() throws IOException {
    Path folder = temporary.resolve("codec");
    try (Encodec first = codec(1);
        Encodec second = codec(2)) {
      first.save(folder, DType.FLOAT32);
      second.save(folder, DType.FLOAT32);
      try (Encodec opened = Encodec.open(folder)) {
        assertThat(opened.fingerprint()).isEqualTo(second.fingerprint());
      }
      Files.writeString(folder.resolve("notes.txt"), "dear to someone");
      assertThatThrownBy(() -> first.save(folder, DType.FLOAT32))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("notes.txt");
      assertThat(folder.resolve("notes.txt")).exists();
    }
  }

  @Test
  void oneChangedWeightIsAnotherFingerprint() {
    try (Encodec codec = codec(1);
        Encodec same = codec(1)) {
      assertThat(same.fingerprint()).isEqualTo(codec.fingerprint());
      same.quantizer().vectors(1).set(codec.quantizer().vectors(0));
      assertThat(same.fingerprint()).isNotEqualTo(codec.fingerprint());
    }
  }

  @Test
  void theConfigReadsBackAndHoldsWhatHuggingFacesClassReads() throws IOException {
    Path file = temporary.resolve("config.json");
    Files.writeString(file, CONFIG.toJson());
    assertThat(EncodecConfig.read(file)).isEqualTo(CONFIG);

    ObjectMapper mapper = new ObjectMapper();
    JsonNode written = mapper.readTree(CONFIG.toJson());
    JsonNode theirs =
        mapper.readTree(
            Files.readString(Path.of("src/test/resources/golden/encodec-32k-tiny/config.json")));
    for (Iterator<String> keys = theirs.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      assertThat(written.has(key)).describedAs(key).isTrue();
      if (!key.matches("hidden_size|codebook_.*|num_filters|num_lstm_layers|target_bandwidths")) {
        assertThat(written.get(key)).describedAs(key).isEqualTo(theirs.get(key));
      }
    }
    assertThat(written.get("codebook_dim")).isEqualTo(written.get("hidden_size"));
  }

  @Test
  void theBandwidthPaysForAllCodebooks() {
    assertThat(EncodecConfig.at32kHz(8, 64, 2, 4, 1024).targetBandwidths()).containsExactly(2.0);
    for (int books = 1; books <= 32; books++) {
      for (int size : new int[] {2, 16, 1000, 1024, 65_536}) {
        EncodecConfig config = EncodecConfig.at32kHz(2, 8, 1, books, size);
        assertThat(config.codebooksFor(config.targetBandwidths().get(0))).isEqualTo(books);
      }
    }
    assertThat(CONFIG.frameRate()).isEqualTo(50);
    assertThat(CONFIG.targetBandwidths().get(0)).isCloseTo(2 * 4 * 50 / 1000.0, within(1e-12));
  }

  private static Encodec codec(long seed) {
    return new Encodec(CONFIG, 2, Stream.of(seed, "codec"));
  }
}
