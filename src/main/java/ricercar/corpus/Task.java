package ricercar.corpus;

import java.util.List;
import ricercar.Problem;

/** A question that labels answer, such as "style" or "tags"; {@code classes} in a fixed order. */
public record Task(String name, Kind kind, List<String> classes) {
  public enum Kind {
    SINGLE_LABEL,
    MULTI_LABEL,
    /**
     * Numbers per clip, such as arousal and valence; the classes name them. A clip's labels are
     * decimals in the order of the classes. Numbers are never equal enough to make positives.
     */
    REGRESSION,
    /** A number per item instead of classes, better when larger; its one class names the number. */
    SCORE,
    /** As {@link #SCORE}, but better when smaller, such as a distance. */
    COST;

    /** Whether the answer is a number that is measured, so that no label can hold it. */
    public boolean measured() {
      return this == SCORE || this == COST;
    }
  }

  public Task {
    classes = List.copyOf(classes);
    Problem.unless(
        classes.stream().distinct().count() == classes.size(),
        "Task '%s' names a class twice: %s.",
        name,
        classes);
    Problem.unless(
        !kind.measured() || classes.size() == 1,
        "Task '%s' is a number per item, so that it has one class, its name, not %s.",
        name,
        classes);
  }
}
