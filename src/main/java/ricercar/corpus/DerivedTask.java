package ricercar.corpus;

import java.util.List;
import java.util.Optional;

/**
 * A task whose answers follow from a corpus's stored labels and annotations.
 *
 * @param rule what it says of each clip
 */
public record DerivedTask(Task task, Rule rule) {
  /** A pure function of what the corpus holds. */
  public interface Rule {
    /** The names of a clip's classes, or its numbers; none where the clip has no answer. */
    Optional<List<String>> answer(Corpus corpus, int clip);
  }
}
