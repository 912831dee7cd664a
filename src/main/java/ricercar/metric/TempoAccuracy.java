package ricercar.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.corpus.Task;

/**
 * Whether an estimated tempo is within 4 % of the true one, as it is ({@link #ACC1}) or times one
 * of 1/3, 1/2, 1, 2, 3 ({@link #ACC2}; Gouyon et al. 2006).
 */
public enum TempoAccuracy {
  ACC1(1),
  ACC2(1.0 / 3, 1.0 / 2, 1, 2, 3);

  private static final double TOLERANCE = 0.04;

  private final double[] factors;

  TempoAccuracy(double... factors) {
    this.factors = factors;
  }

  /** Whether a task asks for a tempo by classes of whole beats a minute. */
  static boolean asks(Task task) {
    return task.kind() == Task.Kind.SINGLE_LABEL
        && (task.name().startsWith("tempo") || task.name().startsWith("bpm"))
        && task.classes().stream().allMatch(name -> name.matches("[1-9][0-9]*"));
  }

  /** Both in beats a minute. */
  public boolean of(double reference, double estimated) {
    return Arrays.stream(factors)
        .map(factor -> factor * reference)
        // A whole BPM that stands exactly at the tolerance is in.
        .anyMatch(wanted -> Math.abs(estimated - wanted) <= TOLERANCE * wanted + 1e-9);
  }

  double[] perItem(Outcomes outcomes) {
    double[] tempi = outcomes.task().classes().stream().mapToDouble(Double::parseDouble).toArray();
    return IntStream.range(0, outcomes.size())
        .mapToDouble(
            i ->
                of(tempi[outcomes.truth()[i][0]], tempi[Accuracy.highest(outcomes.scores()[i])])
                    ? 1
                    : 0)
        .toArray();
  }
}
