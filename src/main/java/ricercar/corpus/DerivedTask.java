package ricercar.corpus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task whose answers follow from a corpus's stored labels and annotations.
 *
 * @param rule what it says of each clip
 */
public record DerivedTask(Task task, Rule rule) {
  /** A pure function of what the corpus holds. */
  public interface Rule {
    /** The names of a clip's classes; none where the clip has no answer. */
    Optional<List<String>> answer(Corpus corpus, int clip);
  }

  Clip answered(Corpus corpus, int index) {
    Clip clip = corpus.clips().get(index);
    Map<String, List<String>> labels =
        rule.answer(corpus, index).map(names -> Map.of(task.name(), names)).orElse(Map.of());
    return new Clip(clip.id(), clip.track(), clip.group(), clip.split(), clip.samples(), labels);
  }
}
