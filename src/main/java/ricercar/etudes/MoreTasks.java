package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ricercar.corpus.Corpus;
import ricercar.corpus.DerivedTask;
import ricercar.corpus.Task;

/** Questions that the stored labels and annotations of the études answer as well. */
final class MoreTasks {
  private static final String NO_BASS = "none";

  private MoreTasks() {}

  static List<DerivedTask> all() {
    return List.of(mode(), instruments(), bass());
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
}
