package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.random.Stream;

class DimensionAttributionTests {
  private static final int CLIPS = 200;

  @TempDir Path folder;
  private Corpus corpus;

  @BeforeEach
  void build() {
    corpus =
        LabelledClips.corpus(
            folder.resolve("corpus"),
            CLIPS,
            clip -> LabelledClips.STYLE.classes().get(clip % 7 % 3),
            clip ->
                LabelledClips.names(clip % 2 == 0 ? List.of(1) : List.of(), LabelledClips.TAGS));
  }

  @Test
  void aHandfulOfClipsGivesTheNumbersOfTheTextbook() {
    Corpus four =
        LabelledClips.corpus(
            folder.resolve("four"), 8, c -> c == 0 || c == 1 ? "calm" : "wild", c -> null);
    // Training clips are 0, 1, 2, 5, 6, 7; classes calm (0, 1) and wild (the others).
    float[] x = {0, 2, 4, 9, 9, 6, 4, 6};
    DimensionAttribution found =
        DimensionAttribution.of(
            new Embeddings(IntStream.range(0, 8).toArray(), x, 1), four, "style", Split.TRAIN);

    double mean = (0 + 2 + 4 + 6 + 4 + 6) / 6.0;
    double total = IntStream.of(0, 2, 4, 6, 4, 6).mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double between = 2 * (1 - mean) * (1 - mean) + 4 * (5 - mean) * (5 - mean);
    assertThat(found.clips()).isEqualTo(6);
    assertThat(found.explained()[0]).isCloseTo(between / total, within(1e-12));
    assertThat(found.adjusted()[0]).isCloseTo(1 - (1 - between / total) * 5 / 4, within(1e-12));
  }

  @Test
  void theEndsAreOneForTheClassItselfAndZeroForChanceAndForADeadUnit() {
    int noise = 400;
    float[] values = new float[CLIPS * (2 + noise)];
    for (int i = 0; i < CLIPS; i++) {
      Stream random = Stream.of(9, "noise", i);
      values[i * (2 + noise)] = -3 * (i % 7 % 3);
      values[i * (2 + noise) + 1] = 0.25f;
      for (int k = 2; k < 2 + noise; k++) {
        values[i * (2 + noise) + k] = (float) random.nextGaussian();
      }
    }
    DimensionAttribution found = attribution(values, 2 + noise, "style");

    assertThat(found.explained()[0]).isCloseTo(1, within(1e-12));
    assertThat(found.adjusted()[0]).isCloseTo(1, within(1e-12));
    assertThat(found.explained()[1]).isZero();
    assertThat(found.adjusted()[1]).isZero();
    double eta = Arrays.stream(found.explained()).skip(2).average().orElseThrow();
    double epsilon = Arrays.stream(found.adjusted()).skip(2).average().orElseThrow();
    assertThat(eta).isCloseTo(2.0 / (found.clips() - 1), within(0.003));
    assertThat(epsilon).isCloseTo(0, within(0.003));
    assertThat(found.ranking()[0]).isZero();
  }

  @Test
  void movingAndStretchingADimensionChangesNothing() {
    float[] values = clouds(4).values();
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      moved[i] = -8 * values[i] + 3;
    }
    for (String task : List.of("style", "tags")) {
      double[] one = attribution(values, 4, task).adjusted();
      double[] other = attribution(moved, 4, task).adjusted();
      for (int k = 0; k < 4; k++) {
        assertThat(other[k]).isCloseTo(one[k], within(1e-5));
      }
    }
  }

  @Test
  void eachTagIsAQuestionOfItsOwnAndOneThatNeverAppliesAsksNothing() {
    float[] values = new float[CLIPS * 2];
    for (int i = 0; i < CLIPS; i++) {
      values[2 * i] = i % 2; // the piano
      values[2 * i + 1] = (float) Stream.of(2, "noise", i).nextGaussian();
    }
    DimensionAttribution found = attribution(values, 2, "tags");

    assertThat(found.adjusted()[0]).isCloseTo(1, within(1e-12));
    assertThat(found.adjusted()[1]).isCloseTo(0, within(0.05));
    assertThat(found.breadth()).isCloseTo(1, within(0.1));
  }

  @Test
  void breadthCountsDimensionsAndSharedOnesAreThoseOfBoth() {
    DimensionAttribution even = of(0.2, 0.2, 0.2, 0.2);
    DimensionAttribution one = of(0, 0.7, -0.1, 0);
    DimensionAttribution two = of(0.3, 0.4, 0, 0);

    assertThat(even.breadth()).isCloseTo(4, within(1e-12));
    assertThat(one.breadth()).isCloseTo(1, within(1e-12));
    assertThat(of(0, 0, -1, 0).breadth()).isZero();
    assertThat(one.shared(two, 1)).isEqualTo(1);
    assertThat(two.shared(of(0, 0, 1, 2), 2)).isZero();
    assertThat(two.top(2)).containsExactly(1, 0);
  }

  @Test
  void aTaskGoesWithTheDimensionsThatKnowItAndNotWithOthers() {
    Probe probe = new Probe(0, List.of(3e-2), null, 40, 10, null, null);
    DimensionRemoval removal =
        DimensionRemoval.of(
            probe, clouds(30), corpus, "style", new int[] {0, 3}, Stream.of(1, "removal"));

    assertThat(removal.withoutTop()[0]).isEqualTo(removal.withoutAny()[0]).isGreaterThan(0.9);
    assertThat(removal.withoutTop()[1]).isLessThan(0.6);
    assertThat(removal.withoutAny()[1]).isGreaterThan(0.75);
    assertThat(removal.topAlone()[0]).isNaN();
    assertThat(removal.topAlone()[1]).isGreaterThan(0.9);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    Embeddings e = clouds(4);
    assertThatThrownBy(
            () ->
                DimensionRemoval.of(
                    Probe.linear(), e, corpus, "style", new int[] {4}, Stream.of(1, "r")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("4 of 4");
    Corpus same = LabelledClips.corpus(folder.resolve("same"), 10, c -> "calm", c -> null);
    assertThatThrownBy(
            () ->
                DimensionAttribution.of(
                    LabelledClips.clouds(10, 2, 1, c -> List.of(0)), same, "style", Split.TRAIN))
        .hasMessageContaining("no two classes");
  }

  private static Embeddings clouds(int width) {
    return LabelledClips.clouds(CLIPS, width, 6, clip -> List.of(clip % 7 % 3));
  }

  private DimensionAttribution attribution(float[] values, int width, String task) {
    return DimensionAttribution.of(
        new Embeddings(IntStream.range(0, CLIPS).toArray(), values, width),
        corpus,
        task,
        Split.TRAIN);
  }

  private static DimensionAttribution of(double... adjusted) {
    return new DimensionAttribution(LabelledClips.STYLE, 9, adjusted, adjusted);
  }
}
