package ricercar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ricercar.Problem;
import ricercar.random.Stream;

class GeometryTests {
  private static final int CLUSTERS = 4;

  /** Gaussian clouds far apart: cluster of row i is i mod 4. */
  private static float[][] clouds(int n, int width) {
    float[][] rows = new float[n][width];
    for (int i = 0; i < n; i++) {
      Stream random = Stream.of(1, "clouds", i);
      for (int k = 0; k < width; k++) {
        rows[i][k] = (float) random.nextGaussian() + (k == i % CLUSTERS ? 12 : 0);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(ProjectionMethod.class)
  void everyMethodKeepsCloudsTogetherAndPlacesEveryEmbedding(ProjectionMethod method) {
    float[][] rows = clouds(120, 60);
    Projection projection = method.of(rows, 3);
    assertThat(projection.points()).hasDimensions(120, 2);
    int agreeing = 0;
    for (int i = 0; i < 120; i++) {
      agreeing += nearest(projection.points(), i) % CLUSTERS == i % CLUSTERS ? 1 : 0;
    }
    int expected = method == ProjectionMethod.PCA ? 70 : 119;
    assertThat(agreeing).isGreaterThanOrEqualTo(expected);
  }

  private static int nearest(double[][] points, int of) {
    return IntStream.range(0, points.length)
        .filter(i -> i != of)
        .boxed()
        .min(Comparator.comparingDouble(i -> Rows.squaredDistance(points[i], points[of])))
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(ProjectionMethod.class)
  void oneSeedGivesTheSameBits(ProjectionMethod method) {
    float[][] rows = clouds(40, 8);
    double[][] first = method.of(rows, 5).points();
    assertThat(method.of(rows, 5).points()).isDeepEqualTo(first);
    boolean same = Arrays.deepEquals(method.of(rows, 6).points(), first);
    assertThat(same).isEqualTo(method == ProjectionMethod.PCA);
  }

  @ParameterizedTest
  @EnumSource(ProjectionMethod.class)
  void equalAndFewEmbeddingsAreNoTrouble(ProjectionMethod method) {
    float[][] equal = new float[6][3];
    assertThat(method.of(equal, 1).points()).isDeepEqualTo(new double[6][2]);
    float[][] doubled = clouds(12, 3);
    for (int i = 0; i < 6; i++) {
      doubled[i] = doubled[0];
    }
    for (double[] point : method.of(doubled, 1).points()) {
      assertThat(Double.isFinite(point[0]) && Double.isFinite(point[1])).isTrue();
    }
    for (double[] point : method.of(clouds(4, 30), 1).points()) {
      assertThat(Double.isFinite(point[0]) && Double.isFinite(point[1])).isTrue();
    }
    assertThatThrownBy(() -> method.of(new float[3][2], 1)).isInstanceOf(Problem.class);
  }

  @Test
  void principalComponentsOfAPlaneKeepItsDistances() {
    double[][] plane = new double[50][2];
    float[][] rows = new float[50][5];
    Stream random = Stream.of(2, "plane");
    for (int i = 0; i < 50; i++) {
      plane[i][0] = 3 * random.nextGaussian();
      plane[i][1] = random.nextGaussian();
      // Two orthonormal directions in five dimensions, and an offset.
      rows[i][0] = (float) (0.6 * plane[i][0]) + 7;
      rows[i][1] = (float) (0.8 * plane[i][0]);
      rows[i][3] = (float) plane[i][1] - 2;
    }
    double[][] points = ProjectionMethod.PCA.of(rows, 1).points();
    double[] variance = new double[2];
    for (int i = 0; i < 50; i++) {
      variance[0] += points[i][0] * points[i][0];
      variance[1] += points[i][1] * points[i][1];
      double expected = Rows.squaredDistance(plane[i], plane[0]);
      assertThat(Rows.squaredDistance(points[i], points[0])).isCloseTo(expected, within(1e-4));
    }
    assertThat(variance[0]).isGreaterThan(variance[1]);
  }

  @Test
  void alignmentIsTheMeanSquaredDistanceOfAClipsViews() {
    float[][] views = {{1, 0}, {0, 5}, {2, 0}, {-3, 0}, {4, 0}};
    int[] clips = {0, 0, 1, 1, 2};
    assertThat(Alignment.of(views, clips)).isCloseTo((2 + 4) / 2.0, within(1e-12));
    float[][] together = {{1, 2}, {2, 4}, {3, 6}};
    assertThat(Alignment.of(together, new int[] {0, 0, 0})).isCloseTo(0, within(1e-12));
    assertThat(Alignment.of(views, new int[] {0, 1, 2, 3, 4})).isNaN();
  }

  @Test
  void uniformityOfOppositePointsAndOfOnePointAreKnown() {
    assertThat(Uniformity.of(new float[][] {{1, 0}, {-1, 0}})).isCloseTo(-8, within(1e-12));
    assertThat(Uniformity.of(new float[][] {{1, 1}, {2, 2}})).isCloseTo(0, within(1e-12));
    float[][] wide = new float[200][512];
    Stream random = Stream.of(3, "sphere");
    for (float[] row : wide) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) random.nextGaussian();
      }
    }
    assertThat(Uniformity.of(wide)).isCloseTo(-4, within(0.1));
  }

  @Test
  void theEffectiveRankCountsTheDirectionsInUse() {
    float[][] line = new float[30][6];
    float[][] axes = new float[12][6];
    for (int i = 0; i < 30; i++) {
      line[i][2] = i;
    }
    for (int i = 0; i < 12; i++) {
      axes[i][i / 2] = i % 2 == 0 ? 1 : -1;
    }
    assertThat(EffectiveRank.of(line)).isCloseTo(1, within(1e-9));
    assertThat(EffectiveRank.of(axes)).isCloseTo(6, within(1e-9));
    assertThat(EffectiveRank.of(new float[5][6])).isZero();
    float[][] wide = {{1, 0, 0, 0}, {-1, 0, 0, 0}};
    assertThat(EffectiveRank.of(wide)).isCloseTo(1, within(1e-6));
  }

  @Test
  void anEdgeIsAsLikelyInBothDirections() {
    NeighbourGraph graph = NeighbourGraph.of(Rows.centred(clouds(60, 5)));
    for (int edge = 0; edge < graph.weights().length; edge++) {
      assertThat(graph.weights()[edge]).isBetween(0.0, 1 + 1e-12);
      int from = graph.from()[edge];
      int to = graph.to()[edge];
      double back =
          IntStream.range(0, graph.weights().length)
              .filter(e -> graph.from()[e] == to && graph.to()[e] == from)
              .mapToDouble(e -> graph.weights()[e])
              .sum();
      assertThat(back).isCloseTo(graph.weights()[edge], within(1e-12));
    }
  }
}
