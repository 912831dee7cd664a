package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AshaTests {
  private static final List<Axis> SPACE = Spaces.unitCube(2);
  private static final Asha ASHA = new Asha(120, 3, 2, 60);

  @Test
  void budgetsGrowByTheReductionUpToTheMaximum() {
    assertThat(ASHA.budgets()).containsExactly(2, 6, 18, 54);
    assertThat(new Asha(1, null, 1, 27).budgets()).containsExactly(1, 3, 9, 27);
  }

  @Test
  void everyPromotionIsOfTheBestThirdOfWhatWasSeenAndHappensOnce() {
    for (int window : new int[] {1, 5}) {
      List<Trial> trials = swept(window);
      Set<Proposal> made = new HashSet<>();
      for (Trial trial : trials) {
        assertThat(made.add(trial.proposal())).as("promoted once").isTrue();
        int rung = ASHA.budgets().indexOf(trial.proposal().budget());
        if (rung > 0) {
          int below = ASHA.budgets().get(rung - 1);
          List<Trial> seen =
              trials.subList(0, trial.number() - window + 1).stream()
                  .filter(t -> t.proposal().budget() == below)
                  .toList();
          double own =
              seen.stream()
                  .filter(t -> t.proposal().point().equals(trial.proposal().point()))
                  .mapToDouble(Trial::value)
                  .findFirst()
                  .orElseThrow();
          long better = seen.stream().filter(t -> t.value() > own).count();
          assertThat(better).isLessThan(seen.size() / 3);
        }
      }
    }
  }

  @Test
  void rungsHoldAboutAThirdOfTheOneBelow() {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (Trial trial : swept(1)) {
      sizes.merge(trial.proposal().budget(), 1, Integer::sum);
    }
    for (int rung = 1; rung < 4; rung++) {
      int below = sizes.get(ASHA.budgets().get(rung - 1));
      // Points that were overtaken after their promotion add some.
      assertThat(sizes.get(ASHA.budgets().get(rung))).isBetween(below / 3 - 1, below * 2 / 3);
    }
  }

  @Test
  void nothingIsPromotedBeforeAThirdIsAWholePoint() {
    List<Trial> trials = swept(1);
    assertThat(trials.subList(0, 3)).allMatch(t -> t.proposal().budget() == 2);
    assertThat(trials.get(3).proposal().budget()).isEqualTo(6);
  }

  @Test
  void failedTrialsAreNeverPromoted() {
    List<Trial> trials =
        Spaces.swept(ASHA, SPACE, 1, 2, p -> height(p) > -0.2 ? Double.NaN : height(p));
    Set<Point> failed = new HashSet<>();
    for (Trial trial : trials) {
      assertThat(failed).doesNotContain(trial.proposal().point());
      if (trial.failed()) {
        failed.add(trial.proposal().point());
      }
    }
    assertThat(failed).isNotEmpty();
  }

  @Test
  void whatIsNotYetSeenChangesNothingButThatItIsNotProposedAgain() {
    List<Trial> trials = swept(5);
    List<Proposal> proposed = trials.stream().map(Trial::proposal).toList();
    for (int k = 5; k < 120; k++) {
      List<Trial> seen = trials.subList(0, k - 4);
      Proposal fresh = ASHA.propose(SPACE, 1, proposed.subList(0, k), seen);
      assertThat(fresh).isEqualTo(proposed.get(k)).isNotIn(proposed.subList(0, k));
    }
  }

  private static List<Trial> swept(int window) {
    return Spaces.swept(ASHA, SPACE, 1, window, AshaTests::height);
  }

  /** Small budgets are misled. */
  private static double height(Proposal proposal) {
    double[] place = proposal.point().place(SPACE);
    return -Math.abs(place[0] - 0.4)
        - Math.abs(place[1] - 0.7)
        + Math.sin(20 * place[0]) / proposal.budget();
  }
}
