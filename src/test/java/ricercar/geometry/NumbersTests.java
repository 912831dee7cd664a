package ricercar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Constants without a closed form are those of scikit-learn 1.9.1, SciPy and NumPy on the rows of
 * {@link #space} and {@link #plane}.
 */
class NumbersTests {
  private static final double EXACT = 1e-6;
  private static final int N = 60;
  private static final int[] CLASSES = IntStream.range(0, N).map(i -> i % 3).toArray();

  private static float[][] space() {
    float[][] rows = new float[N][6];
    for (int i = 0; i < N; i++) {
      for (int d = 0; d < 6; d++) {
        rows[i][d] = (float) (Math.sin(1.7 * i + 0.9 * d * (i % 5) + d) + (i % 3 == d ? 1.5 : 0));
      }
    }
    return rows;
  }

  private static double[][] plane() {
    float[][] rows = space();
    double[][] plane = new double[N][2];
    for (int i = 0; i < N; i++) {
      plane[i][0] = (float) (rows[i][0] + 0.3 * Math.cos(2.3 * i));
      plane[i][1] = (float) (rows[i][1] + 0.3 * Math.sin(3.1 * i));
    }
    return plane;
  }

  private static float[][] single(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> new float[] {(float) row[0], (float) row[1]})
        .toArray(float[][]::new);
  }

  @Test
  void silhouettesAreThoseOfScikitLearn() {
    assertThat(Silhouette.of(space(), CLASSES, Distance.EUCLIDEAN))
        .isCloseTo(0.21787570075751236, within(EXACT));
    assertThat(Silhouette.of(space(), CLASSES, Distance.COSINE))
        .isCloseTo(0.34128934622697576, within(EXACT));
    assertThat(Silhouette.each(space(), CLASSES, Distance.EUCLIDEAN)[7])
        .isCloseTo(0.4615394508275295, within(EXACT));
    assertThat(Silhouette.each(space(), CLASSES, Distance.COSINE)[7])
        .isCloseTo(0.6756041966220057, within(EXACT));
  }

  @Test
  void aSilhouetteLeavesOutWhatHasNoClassAndWantsTwoOfThem() {
    float[][] line = {{0}, {1}, {10}, {11}, {500}};
    double[] each = Silhouette.each(line, new int[] {0, 0, 1, 1, -1}, Distance.EUCLIDEAN);

    assertThat(each[0]).isCloseTo((10.5 - 1) / 10.5, within(1e-12));
    assertThat(each[4]).isNaN();
    assertThat(Silhouette.each(line, new int[] {0, 0, 1, -1, -1}, Distance.EUCLIDEAN)[2]).isZero();
    assertThatThrownBy(() -> Silhouette.of(line, new int[5], Distance.EUCLIDEAN))
        .isInstanceOf(Problem.class);
  }

  @Test
  void distancesWithinAndBetweenClassesAreThoseOfEveryPair() {
    ClassDistances euclidean = ClassDistances.of(space(), CLASSES, Distance.EUCLIDEAN);
    ClassDistances cosine = ClassDistances.of(space(), CLASSES, Distance.COSINE);

    assertThat(euclidean.within()).isCloseTo(2.156510290031906, within(EXACT));
    assertThat(euclidean.between()).isCloseTo(3.1017050220792597, within(EXACT));
    assertThat(cosine.within()).isCloseTo(0.5240686446340698, within(EXACT));
    assertThat(cosine.between()).isCloseTo(1.009031607728717, within(EXACT));
    assertThat(ClassDistances.of(space(), new int[N], Distance.COSINE).between()).isNaN();
  }

  @Test
  void nearestNeighboursAreThoseOfEveryPair() {
    Neighbours nearest = Neighbours.of(space(), 5, Distance.EUCLIDEAN);
    Neighbours cosine = Neighbours.of(space(), 5, Distance.COSINE);

    assertThat(nearest.distances()[3][0]).isCloseTo(0.61789693, within(EXACT));
    assertThat(nearest.distances()[3][4]).isCloseTo(1.2275171, within(EXACT));
    assertThat(cosine.distances()[3][0]).isCloseTo(0.06250775, within(EXACT));
    assertThat(NeighbourAgreement.of(space(), CLASSES, alone(), 5, Distance.EUCLIDEAN))
        .isCloseTo(0.7666666666666667, within(EXACT));
    assertThat(NeighbourAgreement.of(space(), CLASSES, alone(), 5, Distance.COSINE))
        .isCloseTo(0.7866666666666666, within(EXACT));
  }

  private static List<String> alone() {
    return IntStream.range(0, CLASSES.length).mapToObj(Integer::toString).toList();
  }

  @Test
  void clipsOfTheSameTrackAreNoNeighbours() {
    // Two tracks of a class, far apart, and one of another class between them.
    float[][] line = {{0}, {0.1f}, {5}, {5.1f}, {10}, {10.1f}};
    int[] classes = {0, 0, 1, 1, 0, 0};
    List<String> tracks = List.of("a", "a", "b", "b", "c", "c");
    assertThat(NeighbourAgreement.of(line, classes, tracks, 2, Distance.EUCLIDEAN)).isZero();
    assertThat(NeighbourAgreement.of(line, classes, tracks, 4, Distance.EUCLIDEAN))
        .isCloseTo(1 / 3.0, within(EXACT));
    assertThat(NeighbourAgreement.of(line, classes, tracks, 5, Distance.EUCLIDEAN))
        .isCloseTo(1 / 3.0, within(EXACT));
    List<String> one = List.of("a", "a", "a", "a", "a", "a");
    assertThat(NeighbourAgreement.of(line, classes, one, 2, Distance.EUCLIDEAN)).isNaN();
  }

  @Test
  void manyNeighboursAreThoseOfASlowSearchEvenIfSomeAreEqual() {
    float[][] rows = new float[1_101][7];
    for (int i = 0; i < rows.length; i++) {
      Stream random = Stream.of(4, "rows", i % 1_000);
      for (int d = 0; d < 7; d++) {
        rows[i][d] = (float) (50 + random.nextGaussian());
      }
    }
    double[][] x = Rows.centred(rows);
    int[][] found = Neighbours.of(rows, 9, Distance.EUCLIDEAN).rows();

    for (int i = 0; i < rows.length; i += 37) {
      int self = i;
      int[] slow =
          IntStream.range(0, rows.length)
              .filter(j -> j != self)
              .boxed()
              .sorted(
                  (a, b) ->
                      Double.compare(
                          Rows.squaredDistance(x[self], x[a]), Rows.squaredDistance(x[self], x[b])))
              .limit(9)
              .mapToInt(j -> j)
              .toArray();
      assertThat(found[i]).containsExactly(slow);
    }
  }

  @Test
  void hubnessIsTheSkewOfOccurrences() {
    assertThat(Hubness.of(space(), 5, Distance.EUCLIDEAN).skewness())
        .isCloseTo(0.5046727208760128, within(EXACT));
    assertThat(Hubness.of(space(), 5, Distance.COSINE).skewness())
        .isCloseTo(0.6786408424290573, within(EXACT));
    // A centre that is nearest to all, and two of the others to it.
    float[][] star = {{0, 0}, {1, 0}, {-1.1f, 0}, {0, 1.2f}, {0, -1.3f}};
    Hubness hub = Hubness.of(star, 1, Distance.EUCLIDEAN);
    assertThat(hub.occurrences()).containsExactly(4, 1, 0, 0, 0);
    assertThat(hub.orphans()).isEqualTo(0.6);
  }

  @Test
  void trustworthinessAndContinuityAreThoseOfScikitLearn() {
    Faithfulness faithful = Faithfulness.of(space(), plane());

    assertThat(faithful.trustworthiness()).isCloseTo(0.831025641025641, within(EXACT));
    assertThat(faithful.continuity()).isCloseTo(0.8986538461538461, within(EXACT));
    Faithfulness same = Faithfulness.of(single(plane()), plane());
    assertThat(same.trustworthiness()).isEqualTo(1);
    assertThat(same.continuity()).isEqualTo(1);
  }

  @Test
  void someOfThePointsSpeakForAll() {
    Faithfulness some = Faithfulness.of(space(), plane(), 5, 30);

    assertThat(some.judged()).isEqualTo(30);
    assertThat(some.trustworthiness()).isCloseTo(0.831, within(0.06));
  }

  @Test
  void linearCkaIsThatOfNumpyAndBlindToTurnsScalesAndOffsets() {
    float[][] turned = new float[N][2];
    double[][] plane = plane();
    for (int i = 0; i < N; i++) {
      turned[i][0] = (float) (3 * (0.6 * plane[i][0] - 0.8 * plane[i][1]) + 7);
      turned[i][1] = (float) (3 * (0.8 * plane[i][0] + 0.6 * plane[i][1]) - 2);
    }

    assertThat(LinearCka.of(space(), single(plane))).isCloseTo(0.8034538178539075, within(EXACT));
    assertThat(LinearCka.of(turned, single(plane))).isCloseTo(1, within(EXACT));
    double[][] among = LinearCka.among(List.of(space(), turned));
    assertThat(among[0][1]).isCloseTo(0.8034538178539075, within(EXACT));
    assertThat(among[1][0]).isEqualTo(among[0][1]);
    float[][] otherAxis = {{0, 1}, {0, 1}, {0, -1}, {0, -1}};
    float[][] oneAxis = {{1, 0}, {-1, 0}, {1, 0}, {-1, 0}};
    assertThat(LinearCka.of(oneAxis, otherAxis)).isZero();
  }

  @Test
  void theSpectrumIsThatOfNumpy() {
    double[] expected = {
      10.419193841828402, 7.978257846476233, 6.4068702472050125,
      5.0763982943203265, 3.7186429213749896, 1.6439348121849142
    };

    assertThat(Spectrum.of(space()).values()).containsExactly(expected, within(EXACT));
    assertThat(Arrays.stream(Spectrum.of(space()).varianceShares()).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void marginsToPrototypesAreThoseOfNumpy() {
    float[][] reference = Arrays.copyOfRange(space(), 0, 30);
    float[][] asked = Arrays.copyOfRange(space(), 30, 60);
    int[] referenceClass = Arrays.copyOfRange(CLASSES, 0, 30);
    int[] askedClass = Arrays.copyOfRange(CLASSES, 30, 60);

    double[] margins = PrototypeMargins.of(reference, referenceClass, asked, askedClass);

    assertThat(Arrays.stream(margins).average().orElseThrow())
        .isCloseTo(0.4014994481800744, within(EXACT));
    assertThat(margins[4]).isCloseTo(0.46298573158374384, within(EXACT));
    askedClass[0] = -1;
    askedClass[1] = 9;
    assertThat(PrototypeMargins.of(reference, referenceClass, asked, askedClass))
        .startsWith(Double.NaN, Double.NaN);
  }

  @Test
  void procrustesUndoesATurnAMirrorAScaleAndAMove() {
    double[][] plane = plane();
    double[][] moved = new double[N][];
    for (int i = 0; i < N; i++) {
      double x = plane[i][0];
      double y = -plane[i][1];
      moved[i] = new double[] {5 * (0.6 * x - 0.8 * y) + 3, 5 * (0.8 * x + 0.6 * y) - 11};
    }

    double[][] back = Procrustes.align(moved, plane);

    for (int i = 0; i < N; i++) {
      assertThat(back[i]).containsExactly(plane[i], within(1e-9));
    }
    assertThat(Procrustes.align(new double[3][2], new double[][] {{1, 0}, {2, 0}, {3, 3}})[0])
        .containsExactly(new double[] {2, 1}, within(1e-12));
  }

  @Test
  void searchGivesTheHighestCosinesFirst() {
    Search search = new Search(new float[][] {{1, 0}, {0, 2}, {3, 3}, {-1, 0}, {5, 0}});

    List<Search.Hit> hits = search.nearest(new float[] {2, 0}, 4);

    assertThat(hits).extracting(Search.Hit::row).containsExactly(0, 4, 2, 1);
    assertThat(hits.get(2).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThatThrownBy(() -> search.nearest(new float[3], 1)).isInstanceOf(Problem.class);
  }

  @Test
  void powersByTableAreClose() {
    Power power = new Power(0.8950609);
    for (double x : new double[] {1e-30, 1e-4, 0.3, 0.99999, 1, 1.5, 7, 123_456.7}) {
      double expected = Math.pow(x, 0.8950609);
      assertThat(power.of(x)).isCloseTo(expected, within(1e-7 * expected));
    }
    assertThat(power.of(0)).isZero();
  }

  @Test
  void tSneOfVeryManyIsOfTwoThousandDrawnOnce() {
    float[][] many = new float[2_100][3];
    int[] rows = ProjectionMethod.T_SNE.rows(many.length, 1);

    assertThat(rows).hasSize(2_000).isSorted().doesNotHaveDuplicates();
    assertThat(ProjectionMethod.T_SNE.rows(many.length, 1)).isEqualTo(rows);
    assertThat(ProjectionMethod.T_SNE.rows(many.length, 2)).isNotEqualTo(rows);
    assertThat(ProjectionMethod.T_SNE.of(many, 1).title())
        .isEqualTo("t-SNE of 2,000 points drawn from 2,100");
    assertThat(ProjectionMethod.UMAP.rows(5_000, 1)).hasSize(5_000);
  }

  @Test
  void componentsOfVeryManyRowsAreThoseOfFew() {
    float[][] few = new float[5_000][5];
    for (int i = 0; i < few.length; i++) {
      Stream random = Stream.of(8, "many", i);
      for (int d = 0; d < 5; d++) {
        few[i][d] = (float) (random.nextGaussian() * (5 - d));
      }
    }
    float[][] twice = Arrays.copyOf(few, 10_000);
    System.arraycopy(few, 0, twice, 5_000, 5_000);

    double[][] exact = ProjectionMethod.PCA.of(few, 1).points();
    double[][] quick = ProjectionMethod.PCA.of(twice, 1).points();

    for (int i = 0; i < 5_000; i += 100) {
      assertThat(quick[i + 5_000]).containsExactly(exact[i], within(1e-6));
    }
  }

  @Test
  void aCourseLaysEachStepUponTheOneBefore() {
    float[][] first = space();
    float[][] turned = new float[N][6];
    for (int i = 0; i < N; i++) {
      for (int d = 0; d < 6; d++) {
        turned[i][d] = -2 * first[i][(d + 1) % 6];
      }
    }
    for (ProjectionMethod method : List.of(ProjectionMethod.PCA, ProjectionMethod.UMAP)) {
      List<Projection> course = method.course(List.of(first, turned, new float[N][6]), 3);

      assertThat(course).hasSize(3);
      double spread = 0;
      double moved = 0;
      for (int i = 0; i < N; i++) {
        spread += Rows.squaredDistance(course.get(0).points()[i], course.get(0).points()[0]);
        moved += Rows.squaredDistance(course.get(0).points()[i], course.get(1).points()[i]);
      }
      // A turn and a scale change nothing that principal components keep, and UMAP only jostles.
      assertThat(moved / spread).isLessThan(method == ProjectionMethod.PCA ? 1e-9 : 0.35);
      assertThat(course.get(2).points()).isNotEmpty();
    }
  }

  @Test
  void descentFindsNearlyAllNeighboursAndTheSameOnesEveryTime() {
    double[][] x = new double[3_000][20];
    for (int i = 0; i < x.length; i++) {
      Stream random = Stream.of(6, "descent", i);
      for (int d = 0; d < 20; d++) {
        x[i][d] = random.nextGaussian() + (d == i % 7 ? 5 : 0);
      }
    }
    Neighbours exact = Neighbours.of(x, 15, Distance.EUCLIDEAN);

    Neighbours found = NeighbourDescent.of(x, 15);

    int common = 0;
    for (int i = 0; i < x.length; i++) {
      int[] wanted = exact.rows()[i].clone();
      Arrays.sort(wanted);
      for (int row : found.rows()[i]) {
        common += Arrays.binarySearch(wanted, row) >= 0 ? 1 : 0;
      }
      assertThat(found.rows()[i]).doesNotContain(i).doesNotHaveDuplicates();
    }
    assertThat(common / (15.0 * x.length)).isGreaterThan(0.95);
    assertThat(NeighbourDescent.of(x, 15).rows()).isDeepEqualTo(found.rows());
  }
}
