package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Positives among clips that several people labelled. */
class SharedLabelsTests {
  private static final int[] CLIPS = {0, 0, 1, 2, 3};

  @Test
  void wholeSharesAreDicesRule() {
    double[][] shares = {{1, 1, 0}, {1, 1, 0}, {1, 0, 0}, {0, 0, 1}, null};
    int[][] labels = {{0, 1}, {0, 1}, {0}, {2}, null};
    assertThat(PairMask.ofShares(CLIPS, shares).positives())
        .containsExactly(
            PairMask.of(new PositiveRule.Dice(), CLIPS, labels).positives(), within(1e-12));
  }

  @Test
  void peopleWhoDisagreeMakeWeakerPositives() {
    double[][] shares = {{0.75, 0.25}, {0.75, 0.25}, {1, 0}, {0.5, 0}, null};
    PairMask mask = PairMask.ofShares(CLIPS, shares);
    // 2 · min(0.75, 1) / (1 + 1), and 2 · 0.5 / (1 + 0.5).
    assertThat(mask.positives()[2]).isCloseTo(0.75, within(1e-12));
    assertThat(mask.positives()[3]).isCloseTo(2 * 0.5 / 1.5, within(1e-12));
    assertThat(mask.positives()[1]).isEqualTo(1);
    assertThat(mask.positives()[4]).isZero();
    assertThat(mask.positives()[2 * 5]).isEqualTo(mask.positives()[2]);
    assertThat(mask.candidates()).isEqualTo(PairMask.ownViews(CLIPS).candidates());
  }
}
