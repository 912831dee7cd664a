package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ricercar.Problem;
import ricercar.random.Stream;

class StrategyTests {
  /** Three similarities a row; rows 0 to 2 labelled, one of each class. */
  private static final float[][] SIMILARITIES = {
    {1, 0, 0},
    {0, 1, 0},
    {0, 0, 1},
    {0.9f, 0.1f, 0}, // sure
    {0.5f, 0.49f, 0.1f}, // torn between two: least margin
    {0.4f, 0.35f, 0.34f}, // torn between three: greatest entropy, least confidence
    {0.6f, 0.3f, 0.2f}
  };

  private static Pool pool(float[][] vectors, float[][] similarities, int labelled) {
    int[] label = IntStream.range(0, vectors.length).map(i -> i < labelled ? i : -1).toArray();
    boolean[] open = new boolean[vectors.length];
    for (int i = labelled; i < open.length; i++) {
      open[i] = true;
    }
    return new Pool(vectors, similarities, label, open);
  }

  /** Similarities serve as vectors. */
  private static Pool small() {
    return pool(SIMILARITIES, SIMILARITIES, 3);
  }

  private static Pool cloud(int rows, int labelled, long seed) {
    Stream random = Stream.of(seed, "cloud");
    float[][] vectors = new float[rows][4];
    for (float[] vector : vectors) {
      for (int k = 0; k < 4; k++) {
        vector[k] = (float) random.nextGaussian();
      }
    }
    float[][] similarities = new float[rows][labelled];
    Pool plain = pool(vectors, similarities, labelled);
    double[][] unit = plain.directions();
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < labelled; c++) {
        similarities[row][c] = (float) Centres.dot(unit[row], unit[c]);
      }
    }
    return plain;
  }

  private static Stream random() {
    return Stream.of(7, "test");
  }

  static List<Strategy> all() {
    return List.of(
        new Strategy.Random(),
        new Strategy.LeastConfidence(null),
        new Strategy.Margin(),
        new Strategy.Entropy(null),
        new Strategy.Committee(null),
        new Strategy.Density(null, null),
        new Strategy.CoreSet(),
        new Strategy.ClusterCentroids(null),
        new Strategy.RareClass(),
        new Strategy.Hybrid(null, null, null),
        new Strategy.Curriculum(null, null, null));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyStrategyAsksDifferentOpenClipsAndTheSameAgain(Strategy strategy) {
    Pool pool = cloud(60, 3, 1);
    int[] first = strategy.next(pool, 10, random());
    assertThat(first).hasSize(10).doesNotHaveDuplicates();
    assertThat(IntStream.of(first)).allMatch(row -> pool.open()[row]);
    assertThat(strategy.next(pool, 10, random())).isEqualTo(first);
    assertThat(strategy.next(pool, 100, random())).hasSize(57).doesNotHaveDuplicates();
    assertThat(strategy.next(pool.only(new int[0]), 5, random())).isEmpty();
  }

  @Test
  void uncertaintyIsWhatTheDefinitionsSay() {
    assertThat(new Strategy.Margin().next(small(), 4, random())).containsExactly(4, 5, 6, 3);
    assertThat(new Strategy.LeastConfidence(0.1).next(small(), 4, random()))
        .containsExactly(5, 4, 6, 3);
    assertThat(new Strategy.Entropy(0.1).next(small(), 4, random())).containsExactly(5, 4, 6, 3);
  }

  @Test
  void uncertaintyAgreesWithBruteForceOverACloud() {
    Pool pool = cloud(200, 5, 2);
    int[] byEntropy =
        IntStream.of(pool.openRows())
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    row -> {
                      double[] p = new double[5];
                      double sum = 0;
                      for (int c = 0; c < 5; c++) {
                        p[c] = Math.exp(pool.similarities()[row][c] / 0.3);
                        sum += p[c];
                      }
                      double entropy = 0;
                      for (double x : p) {
                        entropy -= x / sum * Math.log(x / sum);
                      }
                      return -entropy;
                    }))
            .limit(20)
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(new Strategy.Entropy(0.3).next(pool, 20, random())).isEqualTo(byEntropy);
  }

  @Test
  void entropyOfEqualChancesIsTheirLogarithm() {
    assertThat(Strategy.entropy(new double[] {0.25, 0.25, 0.25, 0.25}))
        .isCloseTo(Math.log(4), within(1e-12));
    assertThat(Strategy.entropy(new double[] {1, 0})).isZero();
  }

  @Test
  void aCommitteeIsUnanimousBesideItsExamplesAndSplitBetweenThem() {
    // Ten dimensions for the one class, ten for the other; the last row has half of each.
    float[][] vectors = new float[5][20];
    for (int k = 0; k < 10; k++) {
      vectors[0][k] = vectors[2][k] = vectors[4][k] = 1;
      vectors[1][10 + k] = vectors[3][10 + k] = vectors[4][10 + k] = 1;
    }
    Pool pool = pool(vectors, new float[5][2], 2);
    double[][] votes = PrototypeCommittee.votes(pool, 64, random());
    assertThat(votes[2]).containsExactly(1, 0);
    assertThat(votes[3]).containsExactly(0, 1);
    assertThat(votes[4][0]).isBetween(0.2, 0.8);
    assertThat(new Strategy.Committee(64).next(pool, 1, random())).containsExactly(4);
  }

  @Test
  void densityPrefersTheUncertainWithCompany() {
    float[][] vectors = {
      {1, 0, 0}, {0, 1, 0}, {0.7f, 0.7f, 0}, {0.7f, 0.7f, 0.1f}, {0.5f, 0.5f, -3}
    };
    float[][] similarities = {{1, 0}, {0, 1}, {0.7f, 0.7f}, {0.7f, 0.6f}, {0.2f, 0.2f}};
    Pool pool = pool(vectors, similarities, 2);
    assertThat(new Strategy.Density(0.1, 1.0).next(pool, 1, random())).containsExactly(2);
    // Rows 2 and 4 are equally torn; without company there is nothing between them but their place.
    assertThat(new Strategy.Density(0.1, 0.0).next(pool, 2, random())).containsExactly(2, 4);
    assertThat(new Strategy.Density(0.1, 1.0).next(pool, 2, random())).containsExactly(2, 3);
  }

  @Test
  void theCoreSetTakesTheFarthestEachTime() {
    double[][] line = {{0}, {1}, {4}, {10}, {6}, {9.5}};
    int[] chosen =
        Centres.farthestFirst(line, new int[] {0}, new int[] {1, 2, 3, 4, 5}, 3, random());
    // 10 is farthest from 0; then 4 (4 away) against 6 (4 away): the earlier; then 6 (2 away).
    assertThat(chosen).containsExactly(3, 2, 4);
  }

  @Test
  void theCoreSetIsWithinTwiceTheBestRadius() {
    double[][] points = cloud(14, 2, 5).directions();
    int[] open = IntStream.range(2, 14).toArray();
    int[] chosen = Centres.farthestFirst(points, new int[] {0, 1}, open, 3, random());
    double best = Double.POSITIVE_INFINITY;
    for (int a : open) {
      for (int b : open) {
        for (int c : open) {
          best = Math.min(best, radius(points, 0, 1, a, b, c));
        }
      }
    }
    assertThat(radius(points, 0, 1, chosen[0], chosen[1], chosen[2])).isBetween(best, 2 * best);
  }

  private static double radius(double[][] points, int... centres) {
    return Arrays.stream(points)
        .mapToDouble(
            point ->
                IntStream.of(centres)
                    .mapToDouble(
                        c ->
                            Math.sqrt(
                                IntStream.range(0, point.length)
                                    .mapToDouble(k -> Math.pow(point[k] - points[c][k], 2))
                                    .sum()))
                    .min()
                    .orElseThrow())
        .max()
        .orElseThrow();
  }

  @Test
  void centroidsAreTheMiddlesOfPlainClustersUnlabelledOnesFirst() {
    double[][] points = {{0}, {0.4}, {1}, {10}, {10.5}, {11}, {12}, {20}, {21}, {22}, {0.5}};
    int[] open = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    int[] chosen = Centres.middles(points, new int[] {0}, open, 3, 3, Stream.of(1, "start"));
    // Means are 0.63, 10.88 and 21; of the two without a label the larger comes first.
    assertThat(chosen).containsExactly(5, 8, 10);
  }

  @Test
  void theRarestClassIsSoughtUntilItIsAsManyAsTheOthers() {
    float[][] similarities = {
      {1, 0}, {1, 0}, {0, 1}, {0.9f, 0.2f}, {0.3f, 0.6f}, {0.2f, 0.7f}, {0.8f, 0.1f}
    };
    int[] label = {0, 0, 1, -1, -1, -1, -1};
    boolean[] open = {false, false, false, true, true, true, true};
    Pool pool = new Pool(similarities, similarities, label, open);
    // Class 1 has one clip and class 0 two: 5 for 1, then for 0 by number, then for 1 again.
    assertThat(new Strategy.RareClass().next(pool, 3, random())).containsExactly(5, 3, 4);
  }

  @Test
  void aHybridAsksTheSecondAmongTheFirstOnesChoices() {
    Pool pool = cloud(100, 4, 9);
    int[] through = new Strategy.Margin().next(pool, 15, random());
    int[] chosen = new Strategy.Hybrid(null, null, 3).next(pool, 5, random());
    assertThat(through).contains(chosen);
    assertThat(chosen)
        .isEqualTo(new Strategy.CoreSet().next(pool.only(through), 5, random().child("then")));
  }

  @Test
  void pacingAdmitsMoreAsTimeGoesOnAndAllAtTheEnd() {
    Pacing stages = new Pacing.Discrete(4);
    assertThat(IntStream.range(0, 9).mapToDouble(i -> stages.share(i / 8.0)).toArray())
        .containsExactly(0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 1, 1, 1);
    Pacing root = new Pacing.Continuous(0.2, 2.0);
    assertThat(root.share(0)).isCloseTo(0.2, within(1e-12));
    assertThat(root.share(0.5)).isCloseTo(Math.sqrt(0.52), within(1e-12));
    assertThat(root.share(1)).isEqualTo(1);
    assertThat(new Pacing.Continuous(0.2, 1.0).share(0.5)).isCloseTo(0.6, within(1e-12));
    assertThat(root.admitted(0, 10)).isEqualTo(2);
  }

  @Test
  void aCurriculumAsksTheEasiestFirst() {
    Strategy easy =
        new Strategy.Curriculum(
            new Difficulty.SelfPaced(0.1), new Pacing.Discrete(4), new Strategy.Margin());
    // A quarter of four clips: the sure one alone.
    assertThat(easy.next(small(), 1, random())).containsExactly(3);
    Pool late =
        new Pool(
            small().vectors(),
            small().similarities(),
            small().label(),
            small().open(),
            1,
            new double[] {0, 0, 0, 4, 3, 2, 1},
            small().similarities());
    assertThat(easy.next(late, 1, random())).containsExactly(4);
  }

  @Test
  void difficultyMayBeGivenOrTaughtAndIsRefusedWhereItIsMissing() {
    Pool given =
        new Pool(
            small().vectors(),
            small().similarities(),
            small().label(),
            small().open(),
            0,
            new double[] {0, 0, 0, 4, 3, 2, 1},
            new float[][] {
              {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 0}, {1, 0, 0}, {0, 0, 0}, {0, 0, 0}
            });
    Pacing one = new Pacing.Discrete(4);
    assertThat(
            new Strategy.Curriculum(new Difficulty.Predefined(), one, null)
                .next(given, 1, random()))
        .containsExactly(6);
    assertThat(
            new Strategy.Curriculum(new Difficulty.TransferTeacher(null), one, null)
                .next(given, 1, random()))
        .containsExactly(4);
    assertThatThrownBy(() -> new Difficulty.Predefined().of(small())).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Difficulty.TransferTeacher(null).of(small()))
        .isInstanceOf(Problem.class);
  }
}
