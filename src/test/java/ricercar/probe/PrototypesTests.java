package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ricercar.probe.LabelledClips.STYLE;
import static ricercar.probe.LabelledClips.TAGS;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Task;
import ricercar.metric.Accuracy;
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
  void aTaskWithoutClassesIsRefused() {
    Task mood = new Task("mood", Task.Kind.REGRESSION, List.of("arousal"));
    assertThatThrownBy(() -> new Prototypes(mood, new float[1][]))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("mood");
  }
}
