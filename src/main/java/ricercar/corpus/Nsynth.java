package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ricercar.Problem;

/**
 * NSynth: single notes of 4 s. Tasks: pitch (by MIDI number, 9 to 120), family, source, velocity
 * and qualities. No instrument for training occurs in the other splits.
 */
public record Nsynth() implements PublicSet {
  static final List<String> FAMILIES =
      List.of(
          "bass",
          "brass",
          "flute",
          "guitar",
          "keyboard",
          "mallet",
          "organ",
          "reed",
          "string",
          "synth_lead",
          "vocal");
  static final List<String> SOURCES = List.of("acoustic", "electronic", "synthetic");
  static final List<String> QUALITIES =
      List.of(
          "bright",
          "dark",
          "distortion",
          "fast_decay",
          "long_release",
          "multiphonic",
          "nonlinear_env",
          "percussive",
          "reverb",
          "tempo-synced");
  private static final List<String> VELOCITIES = List.of("25", "50", "75", "100", "127");
  private static final Set<String> FIELDS =
      Set.of(
          "note",
          "note_str",
          "instrument",
          "instrument_str",
          "pitch",
          "velocity",
          "sample_rate",
          "qualities",
          "qualities_str",
          "instrument_family",
          "instrument_family_str",
          "instrument_source",
          "instrument_source_str");
  private static final Map<Split, String> FOLDERS =
      new EnumMap<>(
          Map.of(
              Split.TRAIN, "nsynth-train",
              Split.VALIDATION, "nsynth-valid",
              Split.TEST, "nsynth-test"));
  private static final String REMEDY = "Unpack the split's archive again.";

  @Override
  public String name() {
    return "nsynth";
  }

  @Override
  public String corpusName() {
    return name();
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "NSynth",
        "https://magenta.tensorflow.org/datasets/nsynth",
        "CC BY 4.0",
        List.of(
            "nsynth-{train,valid,test}/examples.json", "nsynth-{train,valid,test}/audio/NOTE.wav"),
        List.of("nsynth-train", "nsynth-valid", "nsynth-test"));
  }

  @Override
  public String usualTask() {
    return "pitch";
  }

  @Override
  public String caveat() {
    return "Family synth_lead is for training only; macro scores are over the families that occur.";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN.withSampleRate(16_000).withCutting(Cutting.WHOLE).asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("train", 289_205L);
    counts.put("validation", 12_678L);
    counts.put("test", 4_096L);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    List<String> pitches = IntStream.rangeClosed(9, 120).mapToObj(String::valueOf).toList();
    inventory.task("pitch", Task.Kind.SINGLE_LABEL, pitches);
    inventory.task("family", Task.Kind.SINGLE_LABEL, FAMILIES);
    inventory.task("source", Task.Kind.SINGLE_LABEL, SOURCES);
    inventory.task("velocity", Task.Kind.SINGLE_LABEL, VELOCITIES);
    inventory.task("qualities", Task.Kind.MULTI_LABEL, QUALITIES);
    Map<String, Split> instruments = new HashMap<>();
    Map<Split, Set<String>> families = new EnumMap<>(Split.class);
    FOLDERS.forEach(
        (split, folder) -> {
          families.put(split, new TreeSet<>());
          String file = folder + "/examples.json";
          if (!inventory.has(file)) {
            inventory.repair(file + " is missing.", REMEDY);
            return;
          }
          Json.eachField(
              root.resolve(file),
              (key, note) -> {
                String place = file + ", note " + key;
                check(place, key, note);
                families.get(split).add(note.get("instrument_family_str").textValue());
                take(inventory, instruments, split, folder, place, note);
              });
        });
    families.forEach(
        (split, there) ->
            FAMILIES.stream()
                .filter(family -> split != Split.TRAIN && !there.contains(family))
                .filter(families.get(Split.TRAIN)::contains)
                .forEach(
                    family ->
                        inventory.remark(
                            "No note of family " + family + " is in " + FOLDERS.get(split) + ".")));
  }

  private static void take(
      Inventory inventory,
      Map<String, Split> instruments,
      Split split,
      String folder,
      String place,
      JsonNode note) {
    String instrument = note.get("instrument_str").textValue();
    boolean trained = split == Split.TRAIN;
    Split before = instruments.putIfAbsent(instrument, split);
    if (before != null && trained != (before == Split.TRAIN)) {
      inventory.repair(
          place + ": its instrument is also in " + FOLDERS.get(before) + ".",
          "Keep each archive in its own folder.");
      return;
    }
    String name = note.get("note_str").textValue();
    String path = folder + "/audio/" + name + ".wav";
    if (!inventory.holdsSound(path, REMEDY)) {
      return;
    }
    inventory.count(split.name().toLowerCase(Locale.ROOT), 1);
    Map<String, List<String>> labels = new LinkedHashMap<>();
    labels.put("pitch", List.of(note.get("pitch").asText()));
    labels.put("family", List.of(note.get("instrument_family_str").textValue()));
    labels.put("source", List.of(note.get("instrument_source_str").textValue()));
    labels.put("velocity", List.of(note.get("velocity").asText()));
    labels.put("qualities", qualities(note));
    // Validation and test do share instruments.
    inventory.entry(path, name, folder + "/" + instrument, split, labels);
  }

  private static List<String> qualities(JsonNode note) {
    List<String> qualities = new ArrayList<>();
    for (int i = 0; i < QUALITIES.size(); i++) {
      if (note.get("qualities").path(i).intValue() == 1) {
        qualities.add(QUALITIES.get(i));
      }
    }
    return qualities;
  }

  private static void check(String place, String key, JsonNode note) {
    Set<String> fields = new TreeSet<>();
    note.fieldNames().forEachRemaining(fields::add);
    Problem.unless(
        fields.equals(FIELDS),
        "%s has the fields %s, not %s.",
        place,
        fields,
        new TreeSet<>(FIELDS));
    int pitch = note.get("pitch").asInt(-1);
    Problem.unless(pitch >= 9 && pitch <= 120, "%s: pitch %d is not in 9 to 120.", place, pitch);
    Problem.unless(
        VELOCITIES.contains(note.get("velocity").asText()),
        "%s: velocity %s is none of %s.",
        place,
        note.get("velocity"),
        VELOCITIES);
    named(place, note, "instrument_family", FAMILIES);
    named(place, note, "instrument_source", SOURCES);
    Problem.unless(
        note.get("qualities").size() == QUALITIES.size(), "%s: not 10 qualities.", place);
    // The name says instrument, pitch and velocity once more.
    String expected =
        "%s-%03d-%03d"
            .formatted(note.get("instrument_str").textValue(), pitch, note.get("velocity").asInt());
    Problem.unless(
        key.equals(expected) && note.get("note_str").asText().equals(expected),
        "%s: by its labels this is %s; a label is wrong.",
        place,
        expected);
  }

  private static void named(String place, JsonNode note, String field, List<String> names) {
    int number = note.get(field).asInt(-1);
    String name = note.get(field + "_str").asText();
    Problem.unless(
        number >= 0 && number < names.size() && names.get(number).equals(name),
        "%s: %s %d is not '%s'.",
        place,
        field,
        number,
        name);
  }
}
