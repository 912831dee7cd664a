package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportanceTests {
  /** Optuna 5.0.0, {@code PedAnovaImportanceEvaluator()}; see {@code golden/sweeps.py}. */
  @Test
  void importancesEqualOptunas() {
    for (JsonNode given : Spaces.golden("importance")) {
      double[] values = Spaces.doubles(given.get("values"));
      Importance.of(Spaces.MIXED, trials(Spaces.points(given.get("points")), values))
          .forEach(
              (key, share) ->
                  assertThat(share)
                      .as(key)
                      .isCloseTo(given.get("importance").get(key).asDouble(), within(1e-9)));
    }
  }

  @Test
  void failedTrialsCountForNothing() {
    JsonNode given = Spaces.golden("importance").get(0);
    List<Point> points = new ArrayList<>(Spaces.points(given.get("points")));
    double[] values = Spaces.doubles(given.get("values"));
    Map<String, Double> all = Importance.of(Spaces.MIXED, trials(points, values));
    List<Trial> more = new ArrayList<>(trials(points, values));
    more.add(new Trial(60, Proposal.of(points.get(0)), Double.NaN));
    assertThat(Importance.of(Spaces.MIXED, more)).isEqualTo(all);
  }

  @Test
  void withoutDifferencesAllMatterAlike() {
    List<Point> points = Spaces.points(Spaces.golden("importance").get(0).get("points"));
    assertThat(Importance.of(Spaces.MIXED, trials(points, new double[60])).values())
        .allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(1e-12)));
  }

  private static List<Trial> trials(List<Point> points, double[] values) {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      trials.add(new Trial(i, Proposal.of(points.get(i)), values[i]));
    }
    return trials;
  }
}
