package ricercar.track;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;

/** Small finished runs for tests of what reads them. */
final class FinishedRunsOnDisk {
  private FinishedRunsOnDisk() {}

  /**
   * With steps 1 to 3 of a loss that begins at a value, and two of three coins foretold.
   *
   * @param steps a setting
   */
  static RunFolder make(Path store, String name, long seed, double loss, String steps) {
    String settings =
        "name: %s\nmethod: contrastive\ntraining:\n  steps: %s\n  learningRate: 0.001\n"
                .formatted(name, steps)
            + "encoder: {type: mel-cnn, channels: [4, 8]}\nseed: %d\n".formatted(seed);
    String canonical = name + seed + loss + steps;
    RunIdentity identity =
        new RunIdentity(name, canonical, settings, seed, 1, "cpu", "coins", "f00d");
    RunStore runs = new RunStore(store);
    try (RunFolder run = runs.open(identity)) {
      for (int step = 1; step <= 3; step++) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", loss / step);
        values.put("learningRate", step == 2 ? Double.NaN : 1e-3);
        run.metrics().append(step, values);
      }
      run.finish(new RunResult(outcomes(), Map.of("parameters (all)", 305_856.0)));
    }
    return runs.finished(identity).orElseThrow();
  }

  private static Outcomes outcomes() {
    Task coin = new Task("side", Task.Kind.SINGLE_LABEL, List.of("head", "tail"));
    List<String> items = List.of("a", "b", "c", "d");
    float[][] scores = {{1, 0}, {0, 1}, {1, 0}, {0, 1}};
    return new Outcomes(coin, items, items, new int[][] {{0}, {1}, {1}, {1}}, scores);
  }
}
