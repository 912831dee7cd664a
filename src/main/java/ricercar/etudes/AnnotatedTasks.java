package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ricercar.corpus.Corpus;
import ricercar.corpus.DerivedTask;
import ricercar.corpus.Task;

/**
 * Questions that the études' labels and annotations answer beside the stored ones of {@link
 * Etudes#tasks}.
 */
final class AnnotatedTasks {
  /** The classes of Schreiber and Müller (2018). */
  private static final int SLOWEST = 30;

  private static final int FASTEST = 285;

  private static final String NO_BASS = "none";

  private AnnotatedTasks() {}

  static List<DerivedTask> all() {
    return List.of(mode(), scale(), bpm(), metre(), instruments(), bass(), families(), mood());
  }

  /** Which of the six scales. */
  private static DerivedTask scale() {
    List<String> modes = names(Mode.values());
    return annotated(
        new Task("scale", Task.Kind.SINGLE_LABEL, modes),
        notes -> List.of(notes.at("/key/mode").asText()));
  }

  /** The tempo, by whole beats a minute. */
  private static DerivedTask bpm() {
    List<String> tempi =
        IntStream.rangeClosed(SLOWEST, FASTEST).mapToObj(Integer::toString).toList();
    return annotated(
        new Task("bpm", Task.Kind.SINGLE_LABEL, tempi),
        notes -> List.of(Long.toString(Math.round(notes.at("/tempo/bpm").asDouble()))));
  }

  /** Beats in a bar. */
  private static DerivedTask metre() {
    return annotated(
        new Task("metre", Task.Kind.SINGLE_LABEL, List.of("2", "3", "4")),
        notes -> List.of(notes.at("/tempo/beatsPerBar").asText()));
  }

  /** Which instrument families sound. */
  private static DerivedTask families() {
    return annotated(
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
    return annotated(
        new Task("mood", Task.Kind.REGRESSION, targets),
        notes -> {
          List<String> numbers = new ArrayList<>();
          targets.forEach(target -> numbers.add(notes.path("mood").path(target).asText()));
          return numbers;
        });
  }

  /** Major or minor, from the key: what of a key does not hang on its tonic. */
  private static DerivedTask mode() {
    return new DerivedTask(
        new Task("mode", Task.Kind.SINGLE_LABEL, List.of("major", "minor")),
        (corpus, clip) ->
            Optional.of(
                List.of(
                    corpus.clips().get(clip).labels().get("key").get(0).endsWith("minor")
                        ? "minor"
                        : "major")));
  }

  /** The tags that name an instrument; as incomplete in TRAIN as the tags are. */
  private static DerivedTask instruments() {
    List<String> names =
        Arrays.stream(Tag.values())
            .filter(tag -> tag.ordinal() <= Tag.SYNTH_PAD.ordinal())
            .filter(tag -> tag != Tag.NO_DRUMS)
            .map(Tag::label)
            .toList();
    Set<String> kept = Set.copyOf(names);
    return new DerivedTask(
        new Task("instruments", Task.Kind.MULTI_LABEL, names),
        (corpus, clip) ->
            Optional.of(
                corpus.clips().get(clip).labels().get("tags").stream()
                    .filter(kept::contains)
                    .toList()));
  }

  /** The family of the instrument that plays the bass. */
  private static DerivedTask bass() {
    List<String> families =
        Stream.of(
                Family.UPRIGHT_BASS,
                Family.ELECTRIC_BASS,
                Family.FRETLESS_BASS,
                Family.SLAP_BASS,
                Family.SYNTH_BASS,
                Family.STRINGS,
                Family.REED)
            .map(family -> family.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(ArrayList::new));
    families.add(NO_BASS);
    return new DerivedTask(
        new Task("bass", Task.Kind.SINGLE_LABEL, families),
        (corpus, clip) -> Optional.of(bass(corpus, clip)).filter(families::contains).map(List::of));
  }

  private static String bass(Corpus corpus, int clip) {
    for (JsonNode part : corpus.annotations(clip).path("parts")) {
      if (part.path("role").asText().equals("bass")) {
        return part.path("family").asText();
      }
    }
    return NO_BASS;
  }

  private static DerivedTask annotated(Task task, Function<JsonNode, List<String>> answer) {
    return new DerivedTask(
        task, (corpus, clip) -> Optional.of(answer.apply(corpus.annotations(clip))));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }
}
