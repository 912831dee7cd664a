package ricercar.sweep;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ricercar.Problem;
import ricercar.track.RunResult;

/**
 * What a sweep's trials are compared by. Samplers that look back must not choose by test tracks:
 * what they found would then be reported on the tracks that it was chosen for.
 *
 * @param measure a number of the run's result by its name
 */
public record Objective(String measure, Goal goal) {
  /** Whether small or large is good. */
  public enum Goal {
    SMALLEST,
    LARGEST
  }

  /** What the probe made of the validation tracks. */
  public static final Objective STANDARD = new Objective("probe validation loss", Goal.SMALLEST);

  public Objective {
    Problem.unless(
        measure != null && goal != null, "sweep.objective needs a 'measure' and a 'goal'.");
  }

  /** To be made as large as possible. */
  double of(RunResult result) {
    Map<String, Double> all = new TreeMap<>(result.metrics());
    all.putAll(result.measures());
    Double value = all.get(measure);
    if (value == null) {
      throw new Problem(
          "The runs measure no '" + measure + "', which sweep.objective names.",
          "Measured are: " + String.join(", ", all.keySet()) + ".");
    }
    return goal == Goal.LARGEST ? value : -value;
  }

  /** What was measured, of the value that {@link #of} made of it. */
  double measured(double value) {
    return goal == Goal.LARGEST ? value : -value;
  }

  /** Refuses what is measured on test tracks. */
  void requireFromValidation(RunResult result) {
    Set<String> onTest = result.metrics().keySet();
    if (onTest.contains(measure)) {
      throw new Problem(
          "sweep.objective is '%s', which is measured on test tracks, and this sampler chooses by it."
              .formatted(measure),
          "Choose by a number of the validation tracks, such as '%s'."
              .formatted(STANDARD.measure()));
    }
  }
}
