package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ricercar.loss.LocalWindowLoss;
import ricercar.loss.Pair;
import ricercar.loss.PairMask;
import ricercar.loss.PositiveRule;

class PairMatrixTests {
  private final PairMatrix figure = Examples.pairs();

  @Test
  void eachViewStandsTogetherWithItsClassTokenFirst() {
    assertThat(figure.tokens()).hasSize(16);
    assertThat(figure.tokens().subList(4, 9))
        .containsExactly(
            new PairMatrix.Token(0, 1, -1),
            new PairMatrix.Token(0, 1, 0),
            new PairMatrix.Token(0, 1, 1),
            new PairMatrix.Token(0, 1, 2),
            new PairMatrix.Token(1, 0, -1));
  }

  /** Read off the report: clip 1, view 1 is 0 … 3; its view 2 is 4 … 7; clip 2 is 8 … 15. */
  @Test
  void pairsAreThoseOfTheReportsFigure() {
    Pair[][] pairs = figure.pairs();
    for (int i = 0; i < 16; i++) {
      assertThat(pairs[i][i]).isEqualTo(Pair.SELF);
    }
    assertThat(pairs[0][4]).isEqualTo(Pair.POSITIVE);
    assertThat(pairs[0][8]).isEqualTo(Pair.NEGATIVE);
    assertThat(pairs[0][1]).isEqualTo(Pair.NEGATIVE);
    assertThat(pairs[1][0]).isEqualTo(Pair.NEGATIVE);
    assertThat(pairs[1][2]).isEqualTo(Pair.POSITIVE);
    assertThat(pairs[1][3]).isEqualTo(Pair.NEUTRAL);
    assertThat(pairs[1][5]).isEqualTo(Pair.NEGATIVE);
    assertThat(pairs[1][9]).isEqualTo(Pair.NEGATIVE);
  }

  @Test
  void theSummaryCountsEveryKind() {
    // Per view 2 neighbours twice, and 1 global of the other view; 1 far pair twice.
    assertThat(figure.summary())
        .endsWith(
            "16 anchors by 16 vectors of 2 clips; 16 self, 20 positive, 212 negative, 8 neutral");
  }

  @Test
  void framesKeepTheirPlacesOfTheUnmaskedSequence() {
    PairMatrix masked =
        PairMatrix.of(
            "t", LocalWindowLoss.balanced(0.1, 2), new int[] {3, 3}, new long[][] {{0, 7}, {6, 7}});
    assertThat(masked.tokens().get(2)).isEqualTo(new PairMatrix.Token(3, 0, 7));
    assertThat(masked.pairs()[1][2]).isEqualTo(Pair.NEUTRAL);
    assertThat(masked.pairs()[4][5]).isEqualTo(Pair.POSITIVE);
  }

  /** As pixels: the colours that a reader sees, also one who cannot tell red from green. */
  @ParameterizedTest
  @EnumSource(PaletteTests.Eyes.class)
  void theKindsStayApartForAllEyes(PaletteTests.Eyes eyes) throws IOException {
    for (Theme theme : Theme.values()) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png(theme)));
      List<Color> seen =
          List.of(
              corner(image, 0, 0), corner(image, 0, 4), corner(image, 0, 1), corner(image, 1, 3));
      for (int i = 0; i < seen.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(PaletteTests.distance(eyes, seen.get(i), seen.get(j)))
              .as("%s %d %d", theme, i, j)
              .isGreaterThan(15);
        }
      }
    }
  }

  @Test
  void wholeViewsAreNumberedWithinTheirClip() {
    int[] clips = {5, 5, 6, 6};
    int[][] labels = {{1}, {1}, {1}, {1}};
    PairMask own = PairMask.ownViews(clips);
    PairMask shared = PairMask.of(new PositiveRule.AnyShared(1), clips, labels);

    PairMatrix matrix = PairMatrix.of("t", clips, own);

    assertThat(matrix.tokens())
        .containsExactly(
            new PairMatrix.Token(5, 0, 0),
            new PairMatrix.Token(5, 1, 1),
            new PairMatrix.Token(6, 0, 0),
            new PairMatrix.Token(6, 1, 1));
    assertThat(matrix.pairs()[0])
        .containsExactly(Pair.SELF, Pair.POSITIVE, Pair.NEGATIVE, Pair.NEGATIVE);
    assertThat(PairMatrix.of("t", clips, shared).pairs()[0])
        .containsExactly(Pair.SELF, Pair.POSITIVE, Pair.POSITIVE, Pair.POSITIVE);
  }

  @Test
  void aLargeBatchIsStillDrawnOnAPage() {
    int views = 8;
    long[][] frames = new long[views][40];
    int[] clips = new int[views];
    for (int v = 0; v < views; v++) {
      clips[v] = v / 2;
      for (int t = 0; t < 40; t++) {
        frames[v][t] = t;
      }
    }
    PairMatrix large = PairMatrix.of("Large", LocalWindowLoss.balanced(0.1, 8), clips, frames);
    assertThat(large.width()).isLessThan(1200);
    assertThat(large.png(Theme.LIGHT)).isNotEmpty();
  }

  /** Near the corner of a cell, where no mark is. */
  private Color corner(BufferedImage image, int anchor, int other) {
    int[] at = figure.corner(anchor, other);
    return new Color(image.getRGB(2 * at[0] + 6, 2 * at[1] + 6));
  }
}
