package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;
import ricercar.stats.Kernels;
import ricercar.stats.ParzenEstimator;
import ricercar.stats.TruncatedNormal;

/** Pieces are compared with what Optuna 5.0.0 answers; see {@code golden/sweeps.py}. */
class TpeTests {
  @Test
  void weightsOfOldTrialsFadeAsInOptuna() {
    for (JsonNode given : Spaces.golden("parzen")) {
      List<Point> seen = Spaces.points(given.get("seen"));
      assertThat(Tpe.density(Spaces.MIXED, seen).weights())
          .as(seen.size() + " points")
          .containsExactly(Spaces.doubles(given.get("weights")), within(1e-12));
    }
  }

  @Test
  void widthsOfKernelsEqualOptunas() {
    for (JsonNode given : Spaces.golden("parzen")) {
      List<Point> seen = Spaces.points(given.get("seen"));
      for (int i = 0; i < 3; i++) {
        int axis = i;
        double[] places =
            seen.stream().mapToDouble(point -> point.place(Spaces.MIXED)[axis]).toArray();
        double[] widths =
            NeighbourWidths.normals(places).stream().mapToDouble(TruncatedNormal::width).toArray();
        // Equal whole numbers may swap their widths, as sorting there is not stable.
        assertThat(sorted(widths))
            .as(Spaces.MIXED.get(i).key() + ", " + seen.size() + " points")
            .containsExactly(
                sorted(
                    Spaces.doubles(given.get("axes").get(Spaces.MIXED.get(i).key()).get("widths"))),
                within(1e-12));
      }
    }
  }

  @Test
  void densitiesOfEachKindOfAxisAndOfAllEqualOptunas() {
    for (JsonNode given : Spaces.golden("parzen")) {
      List<Point> seen = Spaces.points(given.get("seen"));
      List<Point> asked = Spaces.points(given.get("asked"));
      String what = seen.size() + " points";
      for (int i = 0; i < Spaces.MIXED.size(); i++) {
        Axis axis = Spaces.MIXED.get(i);
        assertThat(logDensities(List.of(axis), only(seen, i), only(asked, i)))
            .as(axis.key() + ", " + what)
            .containsExactly(
                Spaces.doubles(given.get("axes").get(axis.key()).get("logDensity")), within(1e-9));
      }
      assertThat(logDensities(Spaces.MIXED, seen, asked))
          .as("all axes, " + what)
          .containsExactly(Spaces.doubles(given.get("logDensity")), within(1e-9));
    }
  }

  @Test
  void theBestTenthIsOptunas() {
    for (JsonNode given : Spaces.golden("split")) {
      double[] values = Spaces.doubles(given.get("values"));
      List<Trial> ended =
          IntStream.range(0, values.length)
              .mapToObj(i -> new Trial(i, Proposal.of(new Point(List.of())), values[i]))
              .toList();
      assertThat(Tpe.best(ended).stream().mapToDouble(Trial::number).toArray())
          .containsExactly(Spaces.doubles(given.get("best")));
    }
  }

  @Test
  void drawsFollowTheDensity() {
    ParzenEstimator density =
        Tpe.density(Spaces.MIXED, Spaces.points(Spaces.golden("parzen").get(3).get("seen")));
    Stream random = Stream.of(1, "draws");
    int[] cells = new int[3];
    double[] expected = new double[3];
    int belowHalf = 0;
    double expectedBelow = 0;
    ParzenEstimator line = new ParzenEstimator(density.weights(), density.axes().subList(0, 1));
    for (int i = 0; i < 4000; i++) {
      double[] place = density.draw(random);
      cells[Kernels.cellOf(place[3], 3)]++;
      belowHalf += place[0] < 0.5 ? 1 : 0;
      expectedBelow += line.density((i + 0.5) / 8000) / 8000;
    }
    ParzenEstimator listed = new ParzenEstimator(density.weights(), density.axes().subList(3, 4));
    for (int cell = 0; cell < 3; cell++) {
      expected[cell] = listed.density(Kernels.middle(cell, 3));
      assertThat(cells[cell] / 4000.0).isCloseTo(expected[cell], within(0.03));
    }
    assertThat(belowHalf / 4000.0).isCloseTo(expectedBelow, within(0.03));
  }

  @Test
  void itComesNearerToAPeakThanChanceDoes() {
    for (boolean joint : new boolean[] {true, false}) {
      double tpe = 0;
      double chance = 0;
      for (int seed = 0; seed < 10; seed++) {
        tpe += best(new Tpe(60, null, null, joint), seed) / 10;
        chance += best(new RandomSearch(60), seed) / 10;
      }
      assertThat(tpe).as("joint " + joint).isGreaterThan(chance / 3);
    }
  }

  @Test
  void pointsUnderWayAndKnownOnesAreAvoided() {
    List<Axis> space = List.of(new Axis.Whole("n", null, 1, 12));
    List<Trial> trials =
        Spaces.swept(new Tpe(12, 3, 200, true), space, 1, 4, p -> -at(p.point(), space, 0));
    // Only the three points of the start may be equal by chance.
    assertThat(trials.stream().map(Trial::proposal).skip(3).distinct()).hasSize(9);
  }

  @Test
  void failedTrialsCountForNothing() {
    List<Trial> failed =
        Spaces.swept(new Tpe(30, null, null, null), Spaces.MIXED, 7, 1, p -> Double.NaN);
    for (Trial trial : failed) {
      Point drawn = Point.drawn(Spaces.MIXED, Stream.of(7, "tpe", trial.number()));
      assertThat(trial.proposal().point()).isEqualTo(drawn);
    }
  }

  private static double best(Sampler sampler, long seed) {
    List<Axis> space = Spaces.unitCube(3);
    return Spaces.swept(sampler, space, seed, 1, p -> -distance(p.point().place(space))).stream()
        .mapToDouble(Trial::value)
        .max()
        .orElseThrow();
  }

  private static double distance(double[] place) {
    double sum = 0;
    for (double x : place) {
      sum += (x - 0.3) * (x - 0.3);
    }
    return sum;
  }

  private static double at(Point point, List<Axis> space, int axis) {
    return point.place(space)[axis];
  }

  private static List<Point> only(List<Point> points, int axis) {
    return points.stream().map(p -> new Point(List.of(p.values().get(axis)))).toList();
  }

  private static double[] logDensities(List<Axis> space, List<Point> seen, List<Point> asked) {
    ParzenEstimator density = Tpe.density(space, new ArrayList<>(seen));
    return asked.stream().mapToDouble(p -> Math.log(density.density(p.place(space)))).toArray();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted;
  }
}
