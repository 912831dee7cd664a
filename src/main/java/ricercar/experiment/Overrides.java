package ricercar.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller says over a file; null leaves what the file says.
 *
 * @param profile such as quick, laptop or paper
 * @param settings by dotted key, in the order as given; the rows of the file still go over them
 */
public record Overrides(
    String profile, List<Long> seeds, CorpusSpec corpus, Map<String, JsonNode> settings) {
  public static final Overrides NONE = new Overrides(null, null, null);

  private static final ObjectMapper VALUES = new ObjectMapper();
  private static final String SET = "--set";

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
   * With a further setting.
   *
   * @param key dotted, such as {@code training.steps}
   * @param value a number, a truth value, a list or a map; a text is read as YAML, and an empty one
   *     takes back what the file says
   */
  public Overrides set(String key, Object value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(settings);
    more.remove(key);
    more.put(key, value instanceof String text ? parsed(text) : VALUES.valueToTree(value));
    return new Overrides(profile, seeds, corpus, more);
  }

  /** All of them in a sentence, for the foot of a table; none if there are none. */
  List<String> told() {
    if (settings.isEmpty()) {
      return List.of();
    }
    List<String> all =
        settings.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList();
    return List.of("Other than in the study's file: " + String.join(", ", all) + ".");
  }

  /** The settings alone, each with {@code --set} as the place where it was written. */
  Settings written() {
    Settings written = Settings.empty();
    for (Map.Entry<String, JsonNode> each : settings.entrySet()) {
      written = written.overlaid(each.getKey(), each.getValue(), new Settings.Place(SET, 0));
    }
    return written;
  }

  private static JsonNode parsed(String text) {
    return text.isBlank()
        ? VALUES.nullNode()
        : Settings.parse("value: " + text, SET).values().path("value");
  }
}
