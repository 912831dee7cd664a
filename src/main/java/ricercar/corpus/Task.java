package ricercar.corpus;

import java.util.List;
import ricercar.Problem;

/** A question that labels answer, such as "style" or "tags"; {@code classes} in a fixed order. */
public record Task(String name, Kind kind, List<String> classes) {
  public enum Kind {
    SINGLE_LABEL,
    MULTI_LABEL
  }

  public Task {
    classes = List.copyOf(classes);
    Problem.unless(
        classes.stream().distinct().count() == classes.size(),
        "Task '%s' names a class twice: %s.",
        name,
        classes);
  }
}
