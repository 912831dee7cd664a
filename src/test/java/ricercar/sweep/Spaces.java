package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Spaces and stored answers of Optuna 5.0.0 and SciPy 1.17 that several tests share. */
final class Spaces {
  static final Axis REAL = new Axis.Real("real", null, -2, 3, false);
  static final Axis LOG = new Axis.Real("log", null, 0.01, 10, true);
  static final Axis WHOLE = new Axis.Whole("whole", null, 3, 40);
  static final Axis LISTED = new Axis.Listed("listed", null, texts("a", "b", "c"));

  /** One axis of each kind, as in {@code golden/sweeps.py}. */
  static final List<Axis> MIXED = List.of(REAL, LOG, WHOLE, LISTED);

  private Spaces() {}

  static JsonNode golden(String key) {
    try {
      return new ObjectMapper().readTree(Spaces.class.getResource("/golden/sweeps.json")).get(key);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static double[] doubles(JsonNode node) {
    return new ObjectMapper().convertValue(node, double[].class);
  }

  static List<Point> points(JsonNode rows) {
    List<Point> points = new ArrayList<>();
    for (JsonNode row : rows) {
      points.add(new Point(StreamSupport.stream(row.spliterator(), false).toList()));
    }
    return points;
  }

  static List<Axis> unitCube(int axes) {
    return IntStream.range(0, axes)
        .mapToObj(i -> (Axis) new Axis.Real("x" + i, null, 0, 1, false))
        .toList();
  }

  /** A sweep in which each trial sees all before it but the last {@code window} − 1. */
  static List<Trial> swept(
      Sampler sampler,
      List<Axis> space,
      long seed,
      int window,
      java.util.function.ToDoubleFunction<Proposal> objective) {
    List<Proposal> proposed = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    for (int k = 0; k < sampler.trials(space); k++) {
      List<Trial> seen = trials.subList(0, Math.max(0, k - window + 1));
      Proposal proposal = sampler.propose(space, seed, List.copyOf(proposed), List.copyOf(seen));
      proposed.add(proposal);
      trials.add(new Trial(k, proposal, objective.applyAsDouble(proposal)));
    }
    return trials;
  }

  private static List<JsonNode> texts(String... values) {
    return java.util.Arrays.stream(values)
        .map(v -> (JsonNode) JsonNodeFactory.instance.textNode(v))
        .toList();
  }
}
