package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.loss.PositiveRule;

class RegressionLabelsTests {
  private static final Task MOOD =
      new Task("mood", Task.Kind.REGRESSION, List.of("arousal", "valence"));

  @TempDir Path temporary;

  @Test
  void numbersComeBackInTheOrderOfTheTargets() {
    Labels labels = corpus(List.of("0.25", "-1"), null, List.of("0.25", "0.25")).labels("mood");

    assertThat(labels.targets()).isDeepEqualTo(new float[][] {{0.25f, -1}, null, {0.25f, 0.25f}});
    assertThat(labels.labelled(0)).isTrue();
    assertThat(labels.labelled(1)).isFalse();
  }

  @Test
  void equalNumbersMakeNoPositives() {
    Labels labels = corpus(List.of("1", "1"), null, List.of("1", "1")).labels("mood");

    for (PositiveRule rule :
        List.of(new PositiveRule.AnyShared(1), new PositiveRule.Exact(), new PositiveRule.Dice())) {
      assertThat(rule.weight(labels.active()[0], labels.active()[2])).isZero();
    }
  }

  @Test
  void aShareOfNumberedClipsIsNested() {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      clips.add(clip(i, i % 4 == 3 ? null : List.of("" + i, "0")));
    }
    Labels labels = Labels.of(MOOD, clips.stream().map(clip -> clip.labels().get("mood")).toList());
    int[] train = IntStream.range(0, 40).toArray();

    int[] few = LabelledShare.of(labels, clips, train, 0.1, 1).labelled();
    int[] more = LabelledShare.of(labels, clips, train, 0.5, 1).labelled();

    assertThat(few).hasSize(3);
    assertThat(more).hasSize(15).contains(few);
  }

  @Test
  void whatIsNoNumberOrTooFewIsRefused() {
    for (List<String> wrong : List.of(List.of("1"), List.of("1", "high"), List.of("1", "NaN"))) {
      assertThatThrownBy(() -> corpus(wrong))
          .hasMessageContaining("needs a number for each of [arousal, valence]");
    }
  }

  @SafeVarargs
  private Corpus corpus(List<String>... numbers) {
    CorpusBuilder.Header header =
        new CorpusBuilder.Header("moods", 8000, List.of(MOOD), Map.of("made by", "a test"));
    return CorpusBuilder.build(
        temporary.resolve("moods" + System.identityHashCode(numbers)),
        header,
        builder -> {
          for (int i = 0; i < numbers.length; i++) {
            builder.add(clip(i, numbers[i]), new float[100], null);
          }
        });
  }

  private static Clip clip(int i, List<String> numbers) {
    Map<String, List<String>> labels = numbers == null ? Map.of() : Map.of("mood", numbers);
    return new Clip("clip" + i, "track" + i, "group" + i, Split.TRAIN, 100, labels);
  }
}
