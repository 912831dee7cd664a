package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ricercar.corpus.DerivedTask;
import ricercar.corpus.Task;

/**
 * Questions that the études' annotations answer beside the stored ones of {@link Etudes#tasks}:
 * mode, bpm, metre, families and mood.
 */
public final class AnnotatedTasks {
  /** The classes of Schreiber and Müller (2018). */
  private static final int SLOWEST = 30;

  private static final int FASTEST = 285;

  private AnnotatedTasks() {}

  public static List<DerivedTask> all() {
    return List.of(mode(), bpm(), metre(), families(), mood());
  }

  /** Which of the six scales. */
  private static DerivedTask mode() {
    List<String> modes = names(Mode.values());
    return new DerivedTask(
        new Task("mode", Task.Kind.SINGLE_LABEL, modes),
        notes -> List.of(notes.at("/key/mode").asText()));
  }

  /** The tempo, by whole beats a minute. */
  private static DerivedTask bpm() {
    List<String> tempi =
        IntStream.rangeClosed(SLOWEST, FASTEST).mapToObj(Integer::toString).toList();
    return new DerivedTask(
        new Task("bpm", Task.Kind.SINGLE_LABEL, tempi),
        notes -> List.of(Long.toString(Math.round(notes.at("/tempo/bpm").asDouble()))));
  }

  /** Beats in a bar. */
  private static DerivedTask metre() {
    return new DerivedTask(
        new Task("metre", Task.Kind.SINGLE_LABEL, List.of("2", "3", "4")),
        notes -> List.of(notes.at("/tempo/beatsPerBar").asText()));
  }

  /** Which instrument families sound. */
  private static DerivedTask families() {
    return new DerivedTask(
        new Task("families", Task.Kind.MULTI_LABEL, names(Family.values())),
        notes -> {
          TreeSet<String> families = new TreeSet<>();
          for (JsonNode part : notes.path("parts")) {
            families.add(part.path("family").asText());
          }
          return List.copyOf(families);
        });
  }

  /** Arousal and valence, about −1 to 1. */
  private static DerivedTask mood() {
    List<String> targets = List.of("arousal", "valence");
    return new DerivedTask(
        new Task("mood", Task.Kind.REGRESSION, targets),
        notes -> {
          List<String> numbers = new ArrayList<>();
          targets.forEach(target -> numbers.add(notes.path("mood").path(target).asText()));
          return numbers;
        });
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }
}
