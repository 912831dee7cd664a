package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.MelSpectrogram;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.model.Encoder;
import ricercar.model.MelCnnConfig;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class EmbedderTests {
  private static final int WINDOW = 2_000;
  private static final int[] LENGTHS = {5_900, 2_000, 1_500, 8_000, 4_000, 900};

  @TempDir Path folder;
  private Corpus corpus;
  private Encoder encoder;

  @BeforeEach
  void fill() {
    corpus =
        CorpusBuilder.build(
            folder.resolve("corpus"),
            new CorpusBuilder.Header("lengths", 8000, List.of(), Map.of()),
            builder -> {
              for (int i = 0; i < LENGTHS.length; i++) {
                String id = "clip" + i;
                Clip clip = new Clip(id, id, id, Split.TRAIN, LENGTHS[i], Map.of());
                builder.add(clip, LabelledClips.noise(i, LENGTHS[i]), null);
              }
            });
    encoder = new MelCnnConfig(8000, 16, 256, 128, List.of(4, 8)).build(Stream.of(1, "weights"));
  }

  @AfterEach
  void close() {
    encoder.close();
  }

  @Test
  void anEmbeddingIsTheMeanOverTheFullWindowsOfItsClip() {
    Embeddings embeddings = embed(new Embedder(WINDOW, 3, 4), 4, 0, 3, 1, 2);
    assertThat(embeddings.clips()).containsExactly(4, 0, 3, 1, 2);
    int[] windows = {2, 2, 3, 1, 1};
    for (int place = 0; place < windows.length; place++) {
      double[] expected = new double[encoder.width()];
      for (int w = 0; w < windows[place]; w++) {
        float[] one = new float[Math.min(WINDOW, LENGTHS[embeddings.clips()[place]])];
        corpus.read(embeddings.clips()[place], (long) w * WINDOW, one);
        float[] representation = forward(one);
        for (int k = 0; k < expected.length; k++) {
          expected[k] += representation[k] / windows[place];
        }
      }
      for (int k = 0; k < expected.length; k++) {
        assertThat((double) embeddings.row(place)[k]).isCloseTo(expected[k], within(1e-5));
      }
    }
  }

  @Test
  void theMeansOfTheWindowsAreTheEmbedding() {
    int[] clips = {4, 0, 3, 1, 2};
    Embedder embedder = new Embedder(WINDOW, 3, 4);
    WindowEmbeddings windows =
        embedder.embedWindows(encoder, ClipInputs.samples(corpus), clips, Progress.SILENT);
    assertThat(windows.clips()).containsExactly(4, 4, 0, 0, 3, 3, 3, 1, 2);
    Embeddings means = windows.means();
    Embeddings expected = embedder.embed(encoder, corpus, clips, Progress.SILENT);
    assertThat(means.clips()).isEqualTo(expected.clips());
    assertThat(means.values()).isEqualTo(expected.values());
  }

  @Test
  void embeddingChangesNoBitOfTheEncoder() {
    Map<String, float[]> before = new LinkedHashMap<>();
    encoder.state().forEach((name, tensor) -> before.put(name, tensor.toFloats()));
    Embeddings first = embed(Embedder.of(WINDOW), 0, 1, 2, 3, 4);
    Embeddings second = embed(Embedder.of(WINDOW), 0, 1, 2, 3, 4);
    assertThat(first.values()).isEqualTo(second.values());
    encoder
        .state()
        .forEach((name, tensor) -> assertThat(tensor.toFloats()).isEqualTo(before.get(name)));
  }

  @Test
  void theCompanyOfAClipDoesNotMatter() {
    Embeddings together = embed(Embedder.of(WINDOW), 0, 1, 2, 3, 4);
    for (int clip = 0; clip < 5; clip++) {
      assertThat(embed(Embedder.of(WINDOW), clip).row(0))
          .containsExactly(together.row(clip), within(1e-5f));
    }
  }

  @Test
  void aClipTooShortForTheEncoderIsNamed() {
    Encoder demanding =
        new MelCnnConfig(8000, 16, 256, 512, List.of(4, 8)).build(Stream.of(1, "weights"));
    try (demanding) {
      int[] clips = {5};
      assertThatThrownBy(() -> Embedder.of(WINDOW).embed(demanding, corpus, clips, Progress.SILENT))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("clip5")
          .hasMessageContaining("900");
    }
  }

  @Test
  void melStatisticsAreMeansAndDeviationsOverTime() {
    Embeddings statistics = MelStatistics.of(corpus, new int[] {3, 1}, Progress.SILENT);
    assertThat(statistics.width()).isEqualTo(128);
    float[][] mel = new MelSpectrogram(8000, 1024, 512, 64, 0, 4000).log(corpus.read(3));
    for (int band = 0; band < 64; band++) {
      float[] values = mel[band];
      double mean = mean(values);
      float[] squares = new float[values.length];
      for (int t = 0; t < values.length; t++) {
        squares[t] = (float) ((values[t] - mean) * (values[t] - mean));
      }
      assertThat((double) statistics.row(0)[band]).isCloseTo(mean, within(1e-4));
      assertThat((double) statistics.row(0)[64 + band])
          .isCloseTo(Math.sqrt(mean(squares)), within(1e-4));
    }
    assertThat(MelStatistics.of(corpus, new int[] {1}, Progress.SILENT).row(0))
        .isEqualTo(statistics.row(1));
  }

  @Test
  void chosenRowsKeepTheirClips() {
    Embeddings all = new Embeddings(new int[] {7, 3, 5}, new float[] {7, 70, 3, 30, 5, 50}, 2);
    Embeddings some = all.only(new int[] {5, 9, 7});
    assertThat(some.clips()).containsExactly(5, 7);
    assertThat(some.values()).containsExactly(5, 50, 7, 70);
  }

  private Embeddings embed(Embedder embedder, int... clips) {
    return embedder.embed(encoder, corpus, clips, Progress.SILENT);
  }

  private float[] forward(float[] samples) {
    try (Scope scope = Scope.open()) {
      return encoder.forward(Tensor.of(samples, 1, 1, samples.length), Mode.EVALUATION).toFloats();
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
