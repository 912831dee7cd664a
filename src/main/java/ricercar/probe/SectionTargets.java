package ricercar.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import ricercar.corpus.Corpus;
import ricercar.corpus.Task;

/**
 * The name of the section at the middle of each frame. A frame outside of all sections has no
 * answer.
 *
 * @param task the names that occur in the corpus, sorted
 */
public record SectionTargets(Corpus corpus, Task task) implements FrameTargets {
  /** Reads the annotations of the whole corpus for the names of its sections. */
  public static SectionTargets of(Corpus corpus) {
    TreeSet<String> names = new TreeSet<>();
    for (int clip = 0; clip < corpus.clips().size(); clip++) {
      for (JsonNode section : Annotated.list(corpus, clip, "sections")) {
        names.add(section.path("name").asText());
      }
    }
    Task task = new Task("sections", Task.Kind.SINGLE_LABEL, List.copyOf(names));
    return new SectionTargets(corpus, task);
  }

  @Override
  public int[][] active(int clip, int frames, double framesPerSecond) {
    int[][] active = new int[frames][];
    JsonNode sections = Annotated.list(corpus, clip, "sections");
    for (int i = 0; i < frames; i++) {
      double centre = (i + 0.5) / framesPerSecond;
      for (JsonNode section : sections) {
        if (section.path("on").asDouble() <= centre && centre < section.path("off").asDouble()) {
          active[i] = new int[] {task.classes().indexOf(section.path("name").asText())};
        }
      }
    }
    return active;
  }
}
