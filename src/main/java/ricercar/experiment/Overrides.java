package ricercar.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.Problem;

/**
 * What a caller says over a file; null leaves what the file says.
 *
 * @param profile such as quick, laptop or paper
 * @param settings by dotted key, as YAML; a later one lies over those before it
 */
public record Overrides(
    String profile, List<Long> seeds, CorpusSpec corpus, Map<String, String> settings) {
  public static final Overrides NONE = new Overrides(null, null, null);

  /** Where errors say that such a setting was written. */
  static final String PLACE = "--set";

  public Overrides {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  public Overrides(String profile, List<Long> seeds, CorpusSpec corpus) {
    this(profile, seeds, corpus, Map.of());
  }

  public static Overrides profile(String name) {
    return new Overrides(name, null, null);
  }

  /**
   * With one more setting, over the file and its profile and under the rows: {@code
   * set("training.steps", 500)}, {@code set("encoder", "{type: mel-cnn, channels: [8, 16]}")}.
   *
   * @param value whose text is YAML
   */
  public Overrides set(String key, Object value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.remove(key);
    more.put(key, String.valueOf(value));
    return new Overrides(profile, seeds, corpus, more);
  }

  /** As on the command line: {@code training.steps=500}. */
  public Overrides set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new Problem(
          PLACE + ": '" + assignment + "' is no KEY=VALUE.", "As in training.steps=500.");
    }
    return set(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
  }

  /** All of them in one, for the foot of a table; none if there are none. */
  List<String> told() {
    if (settings.isEmpty()) {
      return List.of();
    }
    List<String> all =
        settings.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList();
    return List.of("Other than in the study's file: " + String.join(", ", all) + ".");
  }
}
