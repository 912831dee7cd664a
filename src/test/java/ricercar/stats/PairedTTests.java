package ricercar.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class PairedTTests {
  /** SciPy 1.17, {@code ttest_1samp} in three ways; see {@code golden/sweeps.py}. */
  @Test
  void testsAndIntervalsEqualSciPys() {
    for (JsonNode given : golden("pairedT")) {
      PairedT t = PairedT.of(doubles(given.get("differences")));
      assertThat(t.p()).isCloseTo(given.get("p").asDouble(), within(1e-9));
      assertThat(t.equivalence(given.get("margin").asDouble()))
          .isCloseTo(given.get("equivalence").asDouble(), within(1e-9));
      assertThat(t.interval(0.95).low()).isCloseTo(given.get("low").asDouble(), within(1e-8));
      assertThat(t.interval(0.95).high()).isCloseTo(given.get("high").asDouble(), within(1e-8));
    }
  }

  /** Two one-sided tests at 5 % and the interval of level 0.90 must say the same. */
  @Test
  void equivalenceIsAnIntervalWithinTheMargin() {
    int equivalent = 0;
    for (int trial = 0; trial < 200; trial++) {
      PairedT t = PairedT.of(normal(8, 0.2, Stream.of(trial, "equivalence")));
      Interval ninety = t.interval(0.90);
      boolean within = ninety.above(-0.8) && ninety.below(0.8);
      assertThat(t.equivalence(0.8) < 0.05).isEqualTo(within);
      equivalent += within ? 1 : 0;
    }
    assertThat(equivalent).isBetween(20, 180);
  }

  /** At the edge of the margin the test may err in 5 %: 4 standard errors of 2000 are 2 %. */
  @Test
  void whatIsNotEquivalentIsCalledSoNoMoreOftenThanTheLevelAllows() {
    int wrong = 0;
    for (int trial = 0; trial < 2000; trial++) {
      PairedT t = PairedT.of(normal(5, 3, Stream.of(trial, "edge")));
      wrong += t.equivalence(3) < 0.05 ? 1 : 0;
    }
    assertThat(wrong / 2000.0).isCloseTo(0.05, within(0.02));
  }

  /** SciPy 1.17's noncentral t: effects that the multipliers call detectable with 80 %. */
  @Test
  void detectableDifferencesAreFoundInAboutEightyPercent() {
    for (JsonNode given : golden("power")) {
      int pairs = given.get("pairs").asInt();
      PairedT t = new PairedT(0, 1, pairs - 1);
      assertThat(t.detectable(0.95, 0.8)).isCloseTo(given.get("effect").asDouble(), within(1e-3));
      assertThat(given.get("power").asDouble()).isBetween(0.76, 0.81);
    }
    assertThat(new PairedT(0, 1, 100_000).detectable(0.95, 0.8)).isCloseTo(2.8016, within(1e-3));
  }

  @Test
  void theNeededPairsAreTheFewestThatDetectTheDifference() {
    for (double difference : new double[] {0.4, 1, 5}) {
      int pairs = PairedT.needed(1, difference, 0.95, 0.8);
      assertThat(detectable(pairs)).isLessThanOrEqualTo(difference);
      if (pairs > 2) {
        assertThat(detectable(pairs - 1)).isGreaterThan(difference);
      }
    }
    assertThat(PairedT.needed(0, 1, 0.95, 0.8)).isEqualTo(2);
  }

  @Test
  void differencesWithoutSpreadAreCertain() {
    assertThat(PairedT.of(0, 0, 0).p()).isEqualTo(1);
    assertThat(PairedT.of(2, 2, 2).p()).isZero();
    assertThat(PairedT.of(2, 2, 2).equivalence(3)).isZero();
    assertThatThrownBy(() -> PairedT.of(1)).hasMessageContaining("spread");
    assertThatThrownBy(() -> PairedT.of(1, 2).equivalence(0)).hasMessageContaining("margin");
  }

  /** SciPy 1.17's χ²; see {@code golden/sweeps.py}. */
  @Test
  void noiseBetweenSeedsHasSciPysInterval() {
    for (JsonNode given : golden("noise")) {
      List<double[]> scores = new ArrayList<>();
      given.get("scores").forEach(setting -> scores.add(doubles(setting)));
      Interval interval = SeedNoise.of(scores).interval(0.95);
      assertThat(interval.estimate()).isCloseTo(at(given, "deviation"), within(1e-12));
      assertThat(interval.low()).isCloseTo(at(given, "low"), within(1e-9));
      assertThat(interval.high()).isCloseTo(at(given, "high"), within(1e-9));
    }
  }

  @Test
  void settingsOfOneSeedSayNothingOnNoise() {
    SeedNoise none = SeedNoise.of(List.of(new double[] {0.5}, new double[] {0.7}));
    assertThat(none.degrees()).isZero();
    assertThat(none.interval(0.95).estimate()).isNaN();
    SeedNoise some = SeedNoise.of(List.of(new double[] {0.5}, new double[] {0.6, 0.8}));
    assertThat(some.deviation()).isCloseTo(0.2 / Math.sqrt(2), within(1e-12));
    assertThat(some.ofDifference(2)).isCloseTo(some.deviation(), within(1e-12));
  }

  private static double detectable(int pairs) {
    return new PairedT(0, 1 / Math.sqrt(pairs), pairs - 1).detectable(0.95, 0.8);
  }

  private static double[] normal(int count, double mean, Stream random) {
    return java.util.stream.IntStream.range(0, count)
        .mapToDouble(i -> mean + random.nextGaussian())
        .toArray();
  }

  private static double at(JsonNode node, String key) {
    return node.get(key).asDouble();
  }

  private static double[] doubles(JsonNode node) {
    return new ObjectMapper().convertValue(node, double[].class);
  }

  private static JsonNode golden(String key) {
    try {
      return new ObjectMapper()
          .readTree(PairedTTests.class.getResource("/golden/sweeps.json"))
          .get(key);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
