package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values: scikit-learn 1.9.1, statsmodels 0.15.0 and krippendorff 0.9.0. */
class AgreementTests {
  private static final List<String> PEOPLE = List.of("ann", "bob", "cat");
  private static final Agreement FULL =
      new Agreement(
          PEOPLE,
          new int[][] {
            {0, 0, 0}, {1, 1, 0}, {2, 2, 2}, {0, 1, 0}, {1, 1, 1}, {2, 0, 2}, {0, 0, 1}, {1, 1, 1},
            {2, 2, 0}, {0, 0, 0}
          });
  private static final Agreement HOLES =
      new Agreement(
          PEOPLE,
          new int[][] {
            {0, 0, 0},
            {1, 1, -1},
            {2, 2, 2},
            {0, 1, -1},
            {-1, -1, 1},
            {2, 0, 2},
            {0, 0, 1},
            {1, 1, 1},
            {2, -1, 0},
            {0, 0, 0}
          });

  @Test
  void cohensKappaIsScikitLearns() {
    assertThat(FULL.cohen(0, 1)).isCloseTo(0.696969696969697, within(1e-12));
    assertThat(FULL.cohen(0, 2)).isCloseTo(0.5384615384615384, within(1e-12));
    assertThat(FULL.cohen(2, 1)).isCloseTo(0.21875, within(1e-12));
    assertThat(HOLES.cohen(0, 1)).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void fleissKappaIsStatsmodels() {
    assertThat(FULL.fleiss()).isCloseTo(0.4845360824742267, within(1e-12));
    assertThat(HOLES.fleiss()).isCloseTo(0.6435643564356436, within(1e-12));
  }

  @Test
  void alphaIsKrippendorffs() {
    assertThat(FULL.alpha()).isCloseTo(0.5017182130584192, within(1e-12));
    assertThat(HOLES.alpha()).isCloseTo(0.5027027027027027, within(1e-12));
  }

  @Test
  void whoeverAlwaysAgreesOverSeveralClassesScoresOne() {
    Agreement all = new Agreement(PEOPLE, new int[][] {{0, 0, 0}, {1, 1, 1}});
    assertThat(all.cohen(0, 2)).isEqualTo(1);
    assertThat(all.fleiss()).isEqualTo(1);
    assertThat(all.alpha()).isEqualTo(1);
  }

  @Test
  void withoutAChoiceThereIsNothingToTell() {
    Agreement one = new Agreement(PEOPLE, new int[][] {{0, 0, 0}, {0, 0, 0}});
    assertThat(one.cohen(0, 1)).isNaN();
    assertThat(one.fleiss()).isNaN();
    assertThat(one.alpha()).isNaN();
    Agreement none = new Agreement(PEOPLE, new int[0][]);
    assertThat(none.cohen(0, 1)).isNaN();
    assertThat(none.fleiss()).isNaN();
    assertThat(none.alpha()).isNaN();
  }

  @Test
  void aLedgerCountsTheClassesThatStand() {
    Agreement counted =
        Agreement.of(
            new Sessions()
                .says("ann", "c1", "piano", new Verdict.Confirm())
                .says("bob", "c1", "piano", new Verdict.Correct("organ", false))
                .says("bob", "c1", "piano", new Verdict.Confirm())
                .says("ann", "c2", "piano", new Verdict.Correct("organ", false))
                .says("bob", "c2", "piano", new Verdict.Reject())
                .says("bob", "c3", "organ", new Verdict.Skip())
                .entries());
    assertThat(counted.people()).containsExactly("ann", "bob");
    assertThat(counted.labels()).isDeepEqualTo(new int[][] {{0, 0}, {1, -1}, {-1, -1}});
  }
}
