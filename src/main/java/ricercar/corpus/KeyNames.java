package ricercar.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The 24 keys by name: flats, such as "Db major" and "Bb minor". */
final class KeyNames {
  private static final List<String> TONICS =
      List.of("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B");
  private static final Map<String, String> FLATS =
      Map.of("C#", "Db", "D#", "Eb", "F#", "Gb", "G#", "Ab", "A#", "Bb");

  /** Major keys from C upwards, then minor ones. */
  static final List<String> ALL =
      Stream.of("major", "minor")
          .flatMap(mode -> TONICS.stream().map(tonic -> tonic + " " + mode))
          .toList();

  private KeyNames() {}

  /** "c# minor" as "Db minor"; empty for what is no single key. */
  static Optional<String> parse(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length != 2 || words[0].isEmpty()) {
      return Optional.empty();
    }
    String tonic = words[0].substring(0, 1).toUpperCase(Locale.ROOT) + words[0].substring(1);
    String key = FLATS.getOrDefault(tonic, tonic) + " " + words[1].toLowerCase(Locale.ROOT);
    return ALL.contains(key) ? Optional.of(key) : Optional.empty();
  }
}
