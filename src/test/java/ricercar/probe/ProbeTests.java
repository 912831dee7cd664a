package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ricercar.probe.LabelledClips.STYLE;
import static ricercar.probe.LabelledClips.changed;
import static ricercar.probe.LabelledClips.clouds;
import static ricercar.probe.LabelledClips.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.metric.Metric;
import ricercar.random.Stream;

class ProbeTests {
  private static final int CLIPS = 300;

  @TempDir Path folder;

  private Corpus threeStyles() {
    return corpus(folder.resolve("styles"), CLIPS, i -> STYLE.classes().get(i % 3), i -> null);
  }

  private static Stream random() {
    return Stream.of(1, "probe");
  }

  @Test
  void whatIsPlainInTheFeaturesIsFoundAndNoiseIsNot() {
    Corpus corpus = threeStyles();
    for (Probe probe : List.of(Probe.linear(), Probe.mlp(32))) {
      Embeddings plain = clouds(CLIPS, 8, 6, i -> List.of(i % 3));
      Embeddings noise = clouds(CLIPS, 8, 0, i -> List.of());
      assertThat(accuracy(probe.evaluate(plain, corpus, "style", random()))).isGreaterThan(0.97);
      assertThat(accuracy(probe.evaluate(noise, corpus, "style", random()))).isBetween(0.15, 0.55);
    }
  }

  @Test
  void anExclusiveOrNeedsTheHiddenLayer() {
    Corpus corpus =
        corpus(
            folder.resolve("xor"),
            CLIPS,
            i -> STYLE.classes().get(corner(i) == 0 || corner(i) == 3 ? 0 : 1),
            i -> null);
    Embeddings corners =
        changed(
            clouds(CLIPS, 2, 0, i -> List.of()),
            i -> {
              Stream jitter = Stream.of(2, "jitter", i);
              return new float[] {
                (corner(i) & 1) * 4 - 2 + (float) jitter.nextGaussian() * 0.3f,
                (corner(i) >> 1) * 4 - 2 + (float) jitter.nextGaussian() * 0.3f
              };
            });
    assertThat(accuracy(Probe.linear().evaluate(corners, corpus, "style", random())))
        .isLessThan(0.8);
    assertThat(accuracy(Probe.mlp(32).evaluate(corners, corpus, "style", random())))
        .isGreaterThan(0.97);
  }

  private static int corner(int clip) {
    return Stream.of(4, "corner", clip).nextInt(4);
  }

  @Test
  void anyNumberOfTagsIsLearntAndClipsWithoutAnAnswerAreCounted() {
    Corpus corpus =
        corpus(
            folder.resolve("tags"),
            CLIPS,
            i -> null,
            i -> i % 10 == 9 ? null : LabelledClips.names(tags(i), LabelledClips.TAGS));
    ProbeResult result =
        Probe.linear().evaluate(clouds(CLIPS, 6, 5, ProbeTests::tags), corpus, "tags", random());
    assertThat(result.metrics()).containsOnlyKeys(Metric.AUROC, Metric.AVERAGE_PRECISION);
    assertThat(result.metrics().get(Metric.AUROC)).isGreaterThan(0.98);
    assertThat(result.clips()).hasSize(30);
    assertThat(result.outcomes().items()).doesNotContain("clip9");
    assertThat(result.measures())
        .containsEntry("unlabelled test clips", 30.0)
        .containsEntry("unlabelled training clips", 0.0)
        .containsEntry("probe training clips", 180.0);
  }

  private static List<Integer> tags(int clip) {
    List<Integer> tags = new ArrayList<>();
    for (int tag = 0; tag < 2; tag++) {
      if (Stream.of(5, "tags", clip, tag).chance(0.4)) {
        tags.add(tag);
      }
    }
    return tags;
  }

  @Test
  void featuresThatNeverMoveLeaveTheFrequenciesOfTheClasses() {
    Corpus corpus =
        corpus(
            folder.resolve("priors"),
            CLIPS,
            i -> STYLE.classes().get(i / 5 % 10 < 6 ? 0 : i / 5 % 10 < 9 ? 1 : 2),
            i -> null);
    Embeddings dead = changed(clouds(CLIPS, 4, 0, i -> List.of()), i -> new float[] {7, 0, -1, 3});
    Probe quick = new Probe(0, List.of(1e-2), null, null, null, null, null);
    float[] logits = quick.evaluate(dead, corpus, "style", random()).outcomes().scores()[0];
    assertThat((double) logits[0] - logits[1]).isCloseTo(Math.log(0.6 / 0.3), within(0.1));
    assertThat((double) logits[1] - logits[2]).isCloseTo(Math.log(0.3 / 0.1), within(0.1));
  }

  @Test
  void testClipsTouchNothingButTheirOwnScores() {
    Corpus corpus = threeStyles();
    Corpus mislabelled =
        corpus(
            folder.resolve("mislabelled"),
            CLIPS,
            i -> STYLE.classes().get((LabelledClips.split(i) == Split.TEST ? i + 1 : i) % 3),
            i -> null);
    Embeddings features = clouds(CLIPS, 8, 2, i -> List.of(i % 3));
    Embeddings moved =
        changed(
            features,
            i -> {
              float[] row = features.row(i);
              for (int k = 0; LabelledClips.split(i) == Split.TEST && i > 4 && k < 8; k++) {
                row[k] = row[k] * 100 + 1000;
              }
              return row;
            });
    ProbeResult expected = Probe.linear().evaluate(features, corpus, "style", random());
    ProbeResult otherLabels = Probe.linear().evaluate(features, mislabelled, "style", random());
    ProbeResult otherFeatures = Probe.linear().evaluate(moved, corpus, "style", random());
    assertThat(otherLabels.outcomes().scores()).isDeepEqualTo(expected.outcomes().scores());
    assertThat(otherFeatures.outcomes().scores()[0]).isEqualTo(expected.outcomes().scores()[0]);
    assertThat(otherLabels.measures()).isEqualTo(expected.measures());
    assertThat(otherFeatures.measures()).isEqualTo(expected.measures());
  }

  @Test
  void theScaleOfAFeatureDoesNotMatter() {
    Corpus corpus = threeStyles();
    Embeddings features = clouds(CLIPS, 8, 2, i -> List.of(i % 3));
    Embeddings scaled =
        changed(
            features,
            i -> {
              float[] row = features.row(i);
              for (int k = 0; k < row.length; k++) {
                row[k] = row[k] * (1 << k) + k;
              }
              return row;
            });
    float[][] expected =
        Probe.linear().evaluate(features, corpus, "style", random()).outcomes().scores();
    float[][] actual =
        Probe.linear().evaluate(scaled, corpus, "style", random()).outcomes().scores();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-2f));
    }
  }

  @Test
  void oneSeedGivesTheSameBitsAndAnotherOneOthers() {
    Corpus corpus = threeStyles();
    Embeddings features = clouds(CLIPS, 8, 2, i -> List.of(i % 3));
    Probe probe = Probe.mlp(16);
    float[][] scores = probe.evaluate(features, corpus, "style", random()).outcomes().scores();
    assertThat(probe.evaluate(features, corpus, "style", random()).outcomes().scores())
        .isDeepEqualTo(scores);
    Stream other = Stream.of(2, "probe");
    assertThat(probe.evaluate(features, corpus, "style", other).outcomes().scores()[0])
        .isNotEqualTo(scores[0]);
  }

  @Test
  void theCandidateWithTheLowestValidationLossIsKept() {
    Corpus corpus = threeStyles();
    Embeddings features = clouds(CLIPS, 8, 2, i -> List.of(i % 3));
    Probe both = new Probe(0, List.of(1e-7, 1e-2), null, 10, null, null, null);
    Probe slow = new Probe(0, List.of(1e-7), null, 10, null, null, null);
    ProbeResult chosen = both.evaluate(features, corpus, "style", random());
    assertThat(chosen.measures()).containsEntry("probe learning rate", 1e-2);
    assertThat(chosen.measures().get("probe validation loss"))
        .isLessThan(
            slow.evaluate(features, corpus, "style", random())
                .measures()
                .get("probe validation loss"));
  }

  @Test
  void resultsCanBeMadeFromTheLogitsOfAnyClassifier() {
    Corpus corpus =
        corpus(
            folder.resolve("some"), 10, i -> i == 9 ? null : STYLE.classes().get(i % 3), i -> null);
    float[][] logits = {{0, 2, 1}, {5, 1, 1}};
    ProbeResult result =
        ProbeResult.of(corpus, "style", new int[] {4, 9}, logits, java.util.Map.of());
    assertThat(result.clips()).containsExactly(4);
    assertThat(result.outcomes().items()).containsExactly("clip4");
    assertThat(result.outcomes().groups()).containsExactly("track2");
    assertThat(result.hits()).containsExactly(true);
    assertThat(accuracy(result)).isEqualTo(1);
  }

  @Test
  void nearestNeighboursVoteByTheirCosine() {
    Corpus corpus = threeStyles();
    Embeddings plain = clouds(CLIPS, 8, 8, i -> List.of(i % 3));
    NearestNeighbours five = new NearestNeighbours(5);
    ProbeResult result = five.evaluate(plain, corpus, "style", Split.VALIDATION);
    assertThat(accuracy(result)).isGreaterThan(0.97);
    assertThat(result.clips()).isEqualTo(corpus.indices(Split.VALIDATION));
    Embeddings longer =
        changed(
            plain,
            i -> {
              float[] row = plain.row(i);
              for (int k = 0; k < row.length; k++) {
                row[k] *= 1 << i % 7;
              }
              return row;
            });
    assertThat(five.evaluate(longer, corpus, "style", Split.VALIDATION).outcomes().scores())
        .isDeepEqualTo(result.outcomes().scores());
  }

  @Test
  void whatCannotBeProbedIsSaidPlainly() {
    Corpus corpus = threeStyles();
    Embeddings features = clouds(CLIPS, 8, 2, i -> List.of(i % 3));
    Embeddings onlyTraining = features.only(corpus.indices(Split.TRAIN));
    assertThatThrownBy(() -> Probe.linear().evaluate(onlyTraining, corpus, "style", random()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("VALIDATION");
    assertThatThrownBy(() -> Probe.linear().evaluate(features, corpus, "tags", random()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("tags");
    assertThatThrownBy(() -> new Embeddings(new int[] {4}, new float[] {Float.NaN}, 1))
        .hasMessageContaining("clip 4");
  }

  private static double accuracy(ProbeResult result) {
    return result.metrics().get(Metric.ACCURACY);
  }
}
