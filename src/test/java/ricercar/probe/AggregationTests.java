package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ricercar.probe.LabelledClips.STYLE;
import static ricercar.probe.LabelledClips.clouds;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.random.Stream;

class AggregationTests {
  private static final int CLIPS = 60;
  private static final List<String> ALL = List.of("representations", "logits", "probabilities");

  @TempDir Path folder;
  private Corpus corpus;

  @BeforeEach
  void fill() {
    corpus =
        LabelledClips.corpus(
            folder.resolve("styles"), CLIPS, i -> STYLE.classes().get(i % 3), i -> null);
  }

  private static Probe averaging(String aggregation) {
    return new Probe(0, null, null, 20, null, null, aggregation);
  }

  private static Stream random() {
    return Stream.of(1, "probe");
  }

  /** Clip i has 1 + i % 3 windows. */
  private static WindowEmbeddings windows() {
    int[] clips =
        IntStream.range(0, CLIPS)
            .flatMap(i -> IntStream.rangeClosed(0, i % 3).map(w -> i))
            .toArray();
    Embeddings clouds = clouds(clips.length, 6, 2, row -> List.of(clips[row] % 3));
    return new WindowEmbeddings(clips, clouds.values(), 6);
  }

  @Test
  void theMeanVectorOfAClipIsThatOfItsWindows() {
    WindowEmbeddings windows =
        new WindowEmbeddings(new int[] {7, 7, 2, 9, 9, 9}, new float[] {1, 3, 8, 0, 0, 6}, 1);
    assertThat(windows.means().clips()).containsExactly(7, 2, 9);
    assertThat(windows.means().values()).containsExactly(2, 8, 2);
  }

  @Test
  void withOneWindowPerClipNothingIsAveraged() {
    Embeddings features = clouds(CLIPS, 6, 2, i -> List.of(i % 3));
    WindowEmbeddings windows = WindowEmbeddings.of(features);
    Probe plain = averaging(null);
    float[][] expected = plain.evaluate(features, corpus, "style", random()).outcomes().scores();
    for (String aggregation : ALL.subList(0, 2)) {
      assertThat(scores(aggregation, windows)).isDeepEqualTo(expected);
    }
    float[][] shares = scores("probabilities", windows);
    for (int i = 0; i < shares.length; i++) {
      assertThat((double) shares[i][0] + shares[i][1] + shares[i][2]).isCloseTo(1, within(1e-6));
      assertThat(Math.log(shares[i][0]) - Math.log(shares[i][2]))
          .isCloseTo((double) expected[i][0] - expected[i][2], within(1e-4));
    }
  }

  private float[][] scores(String aggregation, WindowEmbeddings windows) {
    return averaging(aggregation).evaluate(windows, corpus, "style", random()).outcomes().scores();
  }

  @Test
  void ofALinearHeadTheMeanLogitsAreTheLogitsOfTheMean() {
    WindowEmbeddings windows = windows();
    Examples train = Examples.of(windows, corpus, "style", Split.TRAIN);
    Examples validation = Examples.of(windows, corpus, "style", Split.VALIDATION);
    Examples test = Examples.of(windows, corpus, "style", Split.TEST);
    Examples means = Examples.of(windows.means(), corpus, "style", Split.TEST);
    Probe probe = averaging("logits");
    try (ProbeFit.Fitted head =
        new ProbeFit(probe, Task.Kind.SINGLE_LABEL, train, validation).best(random())) {
      float[][] ofWindows =
          probe.answers(head.scores(test.features()), test.clips(), Task.Kind.SINGLE_LABEL);
      float[][] ofMeans = head.scores(means.features());
      assertThat(ofWindows.length).isLessThan(test.size());
      assertThat(test.distinctClips()).isEqualTo(means.clips());
      for (int i = 0; i < ofMeans.length; i++) {
        assertThat(ofWindows[i]).containsExactly(ofMeans[i], within(1e-5f));
      }
      assertThat(scores("logits", windows)).isDeepEqualTo(ofWindows);
    }
  }

  @Test
  void probabilitiesAreAveragedAfterTheSoftmaxOrTheSigmoid() {
    float[][] logits = {{0, 0, 0}, {(float) Math.log(2), 0, 0}};
    int[] clips = {4, 4};
    Probe probe = averaging("probabilities");
    assertThat(probe.answers(logits, clips, Task.Kind.SINGLE_LABEL)[0])
        .containsExactly(new float[] {5 / 12f, 7 / 24f, 7 / 24f}, within(1e-6f));
    assertThat(probe.answers(logits, clips, Task.Kind.MULTI_LABEL)[0])
        .containsExactly(new float[] {7 / 12f, 0.5f, 0.5f}, within(1e-6f));
  }

  @Test
  void aResultSaysWhatWasAveragedOverHowManyWindows() {
    for (String aggregation : ALL) {
      ProbeResult result = averaging(aggregation).evaluate(windows(), corpus, "style", random());
      assertThat(result.clips()).isEqualTo(corpus.indices(Split.TEST));
      assertThat(result.measures())
          .containsEntry("windows per test clip, " + aggregation + " averaged", 2.0)
          .containsEntry("probe training clips", 36.0);
    }
  }

  @Test
  void whatCannotBeAveragedIsSaidPlainly() {
    assertThatThrownBy(() -> averaging("median"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("aggregation")
        .hasMessageContaining("median");
    Embeddings clips = clouds(CLIPS, 6, 2, i -> List.of(i % 3));
    assertThatThrownBy(() -> averaging("logits").evaluate(clips, corpus, "style", random()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("windows");
    assertThat(averaging("representations")).isEqualTo(averaging(null));
    assertThat(averaging(null).aggregated()).isEqualTo(Aggregation.REPRESENTATIONS);
    assertThatThrownBy(() -> new WindowEmbeddings(new int[] {1, 2, 1}, new float[3], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
