package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ricercar.Problem;

class SamplerTests {
  private static final List<Sampler> ALL =
      List.of(
          new RandomSearch(40),
          new Sobol(40),
          new Tpe(40, null, null, true),
          new Tpe(40, null, null, false),
          new Asha(40, 2, 1, 8));

  @Test
  void aGridVisitsEveryCombinationOnceWithTheLastAxisFastest() {
    List<Axis> space = List.of(new Axis.Whole("a", null, 1, 3), Spaces.LISTED);
    List<Trial> trials = Spaces.swept(new Grid(), space, 1, 4, p -> 0);
    assertThat(trials)
        .extracting(
            t -> t.proposal().point().values().stream().map(JsonNode::asText).toList().toString())
        .containsExactly(
            "[1, a]", "[1, b]", "[1, c]", "[2, a]", "[2, b]", "[2, c]", "[3, a]", "[3, b]",
            "[3, c]");
  }

  @Test
  void aGridOverRealNumbersIsRefusedByName() {
    assertThatThrownBy(() -> new Grid().trials(Spaces.MIXED))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'real'")
        .hasMessageContaining("List its values");
  }

  /** SciPy 1.17, {@code qmc.Sobol(21, scramble=False)}. */
  @Test
  void sobolsSequenceEqualsSciPysInTwentyOneDimensions() {
    JsonNode points = Spaces.golden("sobol");
    for (int number = 0; number < points.size(); number++) {
      assertThat(Sobol.sequence(21, number))
          .as("point " + number)
          .containsExactly(Spaces.doubles(points.get(number)), within(1e-15));
    }
  }

  @Test
  void shiftedSobolPointsFallOnceIntoEachOfAsManyIntervals() {
    List<Axis> space = Spaces.unitCube(20);
    List<Trial> trials = Spaces.swept(new Sobol(64), space, 3, 1, p -> 0);
    for (int axis = 0; axis < 20; axis++) {
      Set<Integer> intervals = new HashSet<>();
      for (Trial trial : trials) {
        intervals.add((int) (64 * trial.proposal().point().place(space)[axis]));
      }
      assertThat(intervals).as("axis " + axis).hasSize(64);
    }
    assertThat(trials.get(0).proposal())
        .isNotEqualTo(Spaces.swept(new Sobol(1), space, 4, 1, p -> 0).get(0).proposal());
  }

  @Test
  void aProposalIsAFunctionOfItsArguments() {
    for (Sampler sampler : ALL) {
      List<Trial> first = Spaces.swept(sampler, Spaces.MIXED, 5, 3, SamplerTests::height);
      assertThat(Spaces.swept(sampler, Spaces.MIXED, 5, 3, SamplerTests::height)).isEqualTo(first);
      assertThat(Spaces.swept(sampler, Spaces.MIXED, 6, 3, SamplerTests::height))
          .isNotEqualTo(first);
      List<Proposal> proposed = first.stream().map(Trial::proposal).toList();
      for (int k : new int[] {39, 0, 20}) {
        assertThat(
                sampler.propose(
                    Spaces.MIXED, 5, proposed.subList(0, k), first.subList(0, Math.max(0, k - 2))))
            .as(sampler + " asked for trial " + k + " alone")
            .isEqualTo(proposed.get(k));
      }
    }
  }

  /** Each half of each axis gets a fair share of 400 points: 4 standard deviations are 40. */
  @Test
  void randomPointsAreUniformAlsoOnALogarithm() {
    int[] low = new int[4];
    for (Trial trial : Spaces.swept(new RandomSearch(400), Spaces.MIXED, 2, 1, p -> 0)) {
      double[] place = trial.proposal().point().place(Spaces.MIXED);
      for (int axis = 0; axis < 4; axis++) {
        low[axis] += place[axis] < 0.5 ? 1 : 0;
      }
      double log = trial.proposal().point().values().get(1).asDouble();
      assertThat(log).isBetween(0.01, 10.0);
    }
    assertThat(Arrays.stream(low, 0, 3)).allSatisfy(n -> assertThat(n).isBetween(160, 240));
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new RandomSearch(0)).hasMessageContaining("trials");
    assertThatThrownBy(() -> new Sobol(-1)).hasMessageContaining("trials");
    assertThatThrownBy(() -> new Tpe(9, 0, null, null)).hasMessageContaining("startup");
    assertThatThrownBy(() -> new Tpe(9, null, 0, null)).hasMessageContaining("candidates");
    assertThatThrownBy(() -> new Asha(9, 1, 1, 9)).hasMessageContaining("reduction");
    assertThatThrownBy(() -> new Asha(9, 3, 4, 11)).hasMessageContaining("nothing is promoted");
  }

  private static double height(Proposal proposal) {
    double[] place = proposal.point().place(Spaces.MIXED);
    return -Math.abs(place[0] - 0.3) - Math.abs(place[1] - 0.6) + 0.1 * place[3];
  }
}
