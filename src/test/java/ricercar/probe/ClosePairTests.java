package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;

class ClosePairTests {
  private static final float[] ROWS = {
    3, 4, 0, // clip 0, calm
    4, 3, 0, // clip 1, calm
    0, 1, 0, // clip 2, wild
    -1, 0, 0, // clip 3, not labelled
    0, 0, 5 // clip 4, calm
  };
  private static final String[] STYLES = {"calm", "calm", "wild", null, "calm"};
  private static final WindowEmbeddings WINDOWS =
      new WindowEmbeddings(
          new int[] {0, 0, 1, 1, 1}, new float[] {1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0}, 3);

  @TempDir Path folder;

  private ClosePair pair(int one, int other) {
    Corpus corpus =
        LabelledClips.corpus(
            folder.resolve(one + "-" + other),
            5,
            i -> STYLES[i],
            i -> i < 2 ? List.of("drums") : null);
    Embeddings all = new Embeddings(new int[] {0, 1, 2, 3, 4}, ROWS, 3);
    return ClosePair.of(all, WINDOWS, corpus, "style", one, other);
  }

  @Test
  void cosineRankAndNearestPositivesAreThoseOfTheRows() {
    ClosePair pair = pair(0, 1);

    assertThat(pair.cosine()).isCloseTo(24 / 25.0, within(1e-12));
    assertThat(pair.rank()).isEqualTo(1);
    assertThat(pair.among()).isEqualTo(4);
    assertThat(pair.positives()).extracting(ClosePair.Near::clip).containsExactly(1, 4);
    assertThat(pair.otherPositives()).extracting(ClosePair.Near::clip).containsExactly(0, 4);
  }

  @Test
  void sharedLabelsAreThoseOfBoth() {
    ClosePair pair = pair(0, 1);

    assertThat(pair.labels().get("style").shared()).containsExactly("calm");
    assertThat(pair.labels().get("tags").shared()).containsExactly("drums");
  }

  @Test
  void theDimensionsThatAgreeComeFirstAndMakeUpTheirShareOfTheCosine() {
    ClosePair pair = pair(0, 1);

    // Means 1.2, 1.6, 1; the deviations of dimension 0 are 1.8 and 2.8, of dimension 1 2.4 and 1.4.
    assertThat(pair.dimensions()).extracting(ClosePair.Dimension::number).startsWith(0);
    double deviation = Math.sqrt((1.8 * 1.8 + 2.8 * 2.8 + 2 * 1.2 * 1.2 + 2.2 * 2.2) / 5);
    assertThat(pair.dimensions().get(0).one()).isCloseTo(1.8 / deviation, within(1e-6));
    assertThat(pair.dimensions().get(0).other()).isCloseTo(2.8 / deviation, within(1e-6));
    assertThat(pair.dimensions().stream().mapToDouble(ClosePair.Dimension::share).sum())
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void windowsAreComparedAtOnceAndAtBest() {
    ClosePair pair = pair(0, 1);

    assertThat(pair.overTime()).isDeepEqualTo(new double[][] {{0, 0, 1}, {1, 1, 0}});
    assertThat(pair.atOnce()).containsExactly(0, 1);
    assertThat(pair.atBest()).containsExactly(1, 1);
  }

  @Test
  void aClipThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> pair(0, 7)).isInstanceOf(Problem.class).hasMessageContaining("7");
  }
}
