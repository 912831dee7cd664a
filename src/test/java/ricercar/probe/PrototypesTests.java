package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ricercar.probe.LabelledClips.STYLE;
import static ricercar.probe.LabelledClips.TAGS;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.metric.Accuracy;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;

class PrototypesTests {
  @TempDir Path folder;

  @Test
  void aClipIsAsNearToAClassAsItsWindowsAreOnAverage() {
    Prototypes prototypes =
        Prototypes.of(STYLE, new float[][] {{3, 0}, {1, 0}, {0, 2}}, new int[][] {{0}, {0}, {1}});

    Prototypes.Answer answer = prototypes.answer(new float[][] {{5, 0}, {1, 1}});

    double half = Math.sqrt(0.5);
    assertThat((double) answer.similarities()[0]).isCloseTo((1 + half) / 2, within(1e-6));
    assertThat((double) answer.similarities()[1]).isCloseTo(half / 2, within(1e-6));
    assertThat(answer.similarities()[2]).isEqualTo(-1);
    assertThat(answer.best()).isZero();
    assertThat(answer.margin()).isCloseTo(0.5, within(1e-6));
    assertThat(prototypes.missing()).isEqualTo(1);
  }

  @Test
  void aClipWithSeveralTagsCountsForEach() {
    Prototypes prototypes =
        Prototypes.of(TAGS, new float[][] {{1, 0}, {0, 1}}, new int[][] {{0, 1}, {1}});

    assertThat(prototypes.vectors()[0]).containsExactly(1, 0);
    assertThat((double) prototypes.vectors()[1][0]).isCloseTo(Math.sqrt(0.5), within(1e-6));
    assertThat((double) prototypes.vectors()[1][1]).isCloseTo(Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void lengthsOfVectorsToAskAboutDoNotMatter() {
    Prototypes prototypes =
        Prototypes.of(STYLE, new float[][] {{2, 1}, {1, 5}}, new int[][] {{0}, {2}});
    float[] near = prototypes.answer(new float[][] {{0.3f, 0.1f}}).similarities();
    float[] far = prototypes.answer(new float[][] {{300, 100}}).similarities();
    assertThat(far).containsExactly(near, within(1e-6f));
  }

  @Test
  void cloudsAreToldApartAlsoByFewLabels() {
    Corpus corpus =
        LabelledClips.corpus(
            folder.resolve("styles"), 300, i -> STYLE.classes().get(i % 3), i -> null);
    Embeddings plain = LabelledClips.clouds(300, 8, 6, i -> List.of(i % 3));
    for (Probe probe : List.of(Probe.prototypes(), Probe.prototypes().seeing(0.1))) {
      ProbeResult result = probe.evaluate(plain, corpus, "style", Stream.of(1, "probe"));
      assertThat(Accuracy.of(result.outcomes())).isGreaterThan(0.95);
    }
    assertThat(
            Probe.linear()
                .seeing(0.1)
                .evaluate(plain, corpus, "style", Stream.of(1, "probe"))
                .measures())
        .containsEntry("probe training clips", 18.0);
  }

  @Test
  void everyTagHasAScoreOfItsOwnThatRanksClips() {
    IntFunction<List<Integer>> tags =
        i -> IntStream.of(0, 1).filter(tag -> (i >> tag) % 2 == 1).boxed().toList();
    Corpus corpus =
        LabelledClips.corpus(
            folder.resolve("tags"), 400, i -> null, i -> LabelledClips.names(tags.apply(i), TAGS));
    Embeddings clouds = LabelledClips.clouds(400, 8, 5, tags);

    Outcomes outcomes =
        Probe.prototypes().evaluate(clouds, corpus, "tags", Stream.of(1, "probe")).outcomes();

    int[] test = corpus.indices(Split.TEST);
    for (int tag = 0; tag < 2; tag++) {
      double[] prototype = new double[8];
      for (int clip : corpus.indices(Split.TRAIN)) {
        for (int k = 0; k < 8 && tags.apply(clip).contains(tag); k++) {
          prototype[k] += clouds.row(clip)[k];
        }
      }
      for (int i = 0; i < test.length; i++) {
        assertThat((double) outcomes.scores()[i][tag])
            .isCloseTo(cosine(prototype, clouds.row(test[i])), within(1e-6));
      }
    }
    // A clip with both tags is near to both: it is not one class against the other.
    assertThat(Metric.AUROC.of(outcomes)).isBetween(0.95, 1.0);
    assertThat(Metric.AVERAGE_PRECISION.of(outcomes)).isBetween(0.95, 1.0);
    Embeddings noise = LabelledClips.clouds(400, 8, 0, tags);
    Outcomes chance =
        Probe.prototypes().evaluate(noise, corpus, "tags", Stream.of(1, "probe")).outcomes();
    assertThat(Metric.AUROC.of(chance)).isBetween(0.35, 0.65);
  }

  private static double cosine(double[] a, float[] b) {
    double dot = 0;
    double squares = 0;
    double others = 0;
    for (int k = 0; k < a.length; k++) {
      dot += a[k] * b[k];
      squares += a[k] * a[k];
      others += (double) b[k] * b[k];
    }
    return dot / Math.sqrt(squares * others);
  }

  @Test
  void aTaskWithoutClassesIsRefused() {
    Task mood = new Task("mood", Task.Kind.REGRESSION, List.of("arousal"));
    assertThatThrownBy(() -> new Prototypes(mood, new float[1][]))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("mood");
  }
}
