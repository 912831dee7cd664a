package ricercar.track;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;
import ricercar.probe.ProbeTrial;

/** Writes finished runs that took no time to learn. */
public final class SmallRuns {
  /** The settings of a run, of which a test needs only a few. */
  public static final String SETTINGS =
      """
      name: %s
      method: %s
      training:
        steps: %d
        learningRate: 0.001
      probe:
        learningRates:
        - 0.001
        - 0.01
      seed: %d
      """;

  private SmallRuns() {}

  /**
   * A run of {@code steps} steps whose loss halves at each.
   *
   * @param right of four test items
   */
  public static Path write(
      Path store, String name, String method, long seed, int steps, int right) {
    return withSettings(
        store, name, SETTINGS.formatted(quoted(name), method, steps, seed), seed, steps, right);
  }

  /**
   * @param yaml its {@code experiment.yaml}
   */
  static Path withSettings(Path store, String name, String yaml, long seed, int steps, int right) {
    RunIdentity identity = new RunIdentity(name, yaml, yaml, seed, 1, "cpu", "études ♪", "f00d");
    try (RunFolder run = new RunStore(store).open(identity)) {
      double loss = 1;
      for (int step = 1; step <= steps; step++) {
        loss /= 2;
        run.metrics().append(step, Map.of("loss", loss, "gradient 'norm'", 3.0));
      }
      run.metrics().append(steps, Map.of("validation k-NN", 0.25));
      run.finish(
          new RunResult(outcomes(right), Map.of("clips' mean", 0.1 + seed, "parameters", 7.0)));
      return run.path();
    }
  }

  /** Adds what a probe's search leaves. */
  static void probe(Path run) {
    new ProbeLog(
            List.of(
                new ProbeTrial(0.001, 0.1, List.of(2.0, 1.5, 1.75), 2, false),
                new ProbeTrial(0.01, 0.1, List.of(1.25), 1, true)))
        .write(run);
  }

  private static Outcomes outcomes(int right) {
    Task task = new Task("style", Task.Kind.SINGLE_LABEL, List.of("a", "b"));
    int[][] truth = {{0}, {0}, {0}, {0}};
    float[][] scores = new float[4][];
    for (int item = 0; item < 4; item++) {
      scores[item] = item < right ? new float[] {1, 0} : new float[] {0, 1};
    }
    List<String> items = List.of("i1", "i2", "i3", "i4");
    return new Outcomes(task, items, items, truth, scores);
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
