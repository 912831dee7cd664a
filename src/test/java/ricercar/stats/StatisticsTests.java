package ricercar.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class StatisticsTests {
  private final JsonNode golden = golden();

  @Test
  void bcaOnTheSameDrawsEqualsSciPy() {
    for (JsonNode given : golden.get("bca")) {
      double[][] samples = doubles2(given.get("samples"));
      int[] sizes = Arrays.stream(samples).mapToInt(s -> s.length).toArray();
      Statistic statistic =
          samples.length == 1
              ? Statistic.mean(samples[0])
              : Statistic.differenceOfMeans(samples[0], samples[1]);
      int[][] once = new int[sizes.length][];
      for (int s = 0; s < sizes.length; s++) {
        once[s] = new int[sizes[s]];
        Arrays.fill(once[s], 1);
      }
      Interval ours =
          new Resampled(
                  statistic.of(once),
                  doubles(given.get("draws")),
                  Bca.acceleration(statistic, sizes))
              .interval(given.get("level").asDouble());
      assertThat(ours.low()).as(given.get("name").asText()).isCloseTo(at(given, "low"), near());
      assertThat(ours.high()).isCloseTo(at(given, "high"), near());
    }
  }

  @Test
  void wilcoxonEqualsSciPy() {
    for (JsonNode given : golden.get("wilcoxon")) {
      assertThat(PairedTests.wilcoxon(doubles(given.get("differences"))))
          .as(given.get("name").asText())
          .isCloseTo(at(given, "p"), near());
    }
  }

  @Test
  void signFlipsCountedOutEqualSciPy() {
    for (JsonNode given : golden.get("signFlip")) {
      double[] differences = doubles(given.get("differences"));
      assertThat(PairedTests.signFlip(differences, 1, Stream.of(1, "unused")))
          .isCloseTo(at(given, "p"), near());
    }
  }

  @Test
  void drawnSignFlipsComeNearTheCountedOnes() {
    double[] twenty = new double[20];
    Stream random = Stream.of(3, "differences");
    Arrays.setAll(twenty, i -> random.nextGaussian() + 0.4);
    double[] withZero = Arrays.copyOf(twenty, 21);
    double counted = PairedTests.signFlip(twenty, 1, random);
    double drawn = PairedTests.signFlip(withZero, 20_000, random);
    assertThat(drawn).isCloseTo(counted, within(0.01));
  }

  @Test
  void holmEqualsStatsmodels() {
    assertThat(Holm.adjust(doubles(golden.get("holm").get("p"))))
        .containsExactly(doubles(golden.get("holm").get("adjusted")), near());
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[] values = lognormal(30, Stream.of(5, "values"));
    Interval first = Bca.STANDARD.interval(Statistic.mean(values), Stream.of(1, "ci"), 30);
    assertThat(Bca.STANDARD.interval(Statistic.mean(values), Stream.of(1, "ci"), 30))
        .isEqualTo(first);
    assertThat(Bca.STANDARD.interval(Statistic.mean(values), Stream.of(2, "ci"), 30))
        .isNotEqualTo(first);
  }

  /** 95 % of 400 has a standard error of 1.1 points; the skew costs BCa a few points at n = 40. */
  @Test
  void intervalsOfASkewedMeanCoverItAboutAsOftenAsTheySay() {
    double mean = Math.exp(0.125);
    int covered = 0;
    for (int trial = 0; trial < 400; trial++) {
      double[] values = lognormal(40, Stream.of(trial, "coverage"));
      Interval interval =
          new Bca(400, 0.95).interval(Statistic.mean(values), Stream.of(trial, "ci"), 40);
      covered += interval.contains(mean) ? 1 : 0;
    }
    assertThat(covered / 400.0).isBetween(0.90, 0.98);
  }

  /** Twenty clips per track that agree with each other: only resampling by track is honest. */
  @Test
  void resamplingByTrackCoversWhereResamplingByClipDoesNot() {
    int byTrack = 0;
    int byClip = 0;
    for (int trial = 0; trial < 150; trial++) {
      Stream random = Stream.of(trial, "tracks");
      double[] values = new double[25 * 20];
      List<String> tracks = new ArrayList<>();
      for (int track = 0; track < 25; track++) {
        double level = random.nextGaussian();
        for (int clip = 0; clip < 20; clip++) {
          values[tracks.size()] = level + 0.3 * random.nextGaussian();
          tracks.add("track" + track);
        }
      }
      Clusters clusters = Clusters.of(tracks);
      Statistic mean = Statistic.mean(values);
      Statistic clustered = counts -> mean.of(new int[][] {clusters.spread(counts[0])});
      Bca bca = new Bca(200, 0.95);
      byTrack += bca.interval(clustered, random.child("a"), 25).contains(0) ? 1 : 0;
      byClip += bca.interval(mean, random.child("b"), values.length).contains(0) ? 1 : 0;
    }
    assertThat(byTrack / 150.0).isBetween(0.87, 1.0);
    assertThat(byClip / 150.0).isLessThan(0.6);
  }

  @Test
  void aSampleOfOneIsHeldFixedAndOneWithoutSpreadHasNoWidth() {
    double[] constant = {2, 2, 2, 2};
    Interval interval = Bca.STANDARD.interval(Statistic.mean(constant), Stream.of(1, "ci"), 4);
    assertThat(interval).isEqualTo(new Interval(2, 2, 2, 0.95));
    double[] one = {3};
    assertThat(Bca.STANDARD.interval(Statistic.mean(one), Stream.of(1, "ci"), 1).halfWidth())
        .isZero();
  }

  @Test
  void wherePartOfTheDrawsIsUndefinedTheRestDecides() {
    double[] values = lognormal(12, Stream.of(5, "values"));
    Statistic mean = Statistic.mean(values);
    Statistic sometimes = counts -> counts[0][0] > 1 ? Double.NaN : mean.of(counts);
    Interval interval = Bca.STANDARD.interval(sometimes, Stream.of(1, "ci"), 12);
    assertThat(interval.low()).isLessThan(interval.estimate());
    assertThat(interval.high()).isGreaterThan(interval.estimate());
  }

  @Test
  void theNormalDistributionMatchesItsTables() {
    assertThat(Normal.cumulative(1.959963984540054)).isCloseTo(0.975, near());
    assertThat(Normal.cumulative(-6)).isCloseTo(9.865876450376946e-10, within(1e-20));
    assertThat(Normal.quantile(0.001)).isCloseTo(-3.090232306167813, near());
    assertThat(Normal.quantile(1e-10)).isCloseTo(-6.361340902404056, within(1e-9));
    assertThat(Normal.quantile(0.5)).isCloseTo(0, near());
  }

  private static double[] lognormal(int n, Stream random) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> Math.exp(0.5 * random.nextGaussian()));
    return values;
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return within(1e-9);
  }

  private static double at(JsonNode node, String name) {
    return node.get(name).asDouble();
  }

  private static double[] doubles(JsonNode node) {
    return new ObjectMapper().convertValue(node, double[].class);
  }

  private static double[][] doubles2(JsonNode node) {
    return new ObjectMapper().convertValue(node, double[][].class);
  }

  private static JsonNode golden() {
    try {
      return new ObjectMapper()
          .readTree(StatisticsTests.class.getResource("/golden/statistics.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
