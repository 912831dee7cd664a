package ricercar.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema (draft 2020-12) of study files, from the very records that they are read into, so
 * that an editor completes keys and marks mistakes. Bounds of numbers are left to the records.
 */
public final class StudySchema {
  /** How a study file begins that tells an editor where its schema is. */
  static final String EDITOR_LINE = "# yaml-language-server:";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final RecordSchemas records = new RecordSchemas();

  private StudySchema() {}

  /**
   * The schema as it stands in {@code experiments/schema.json}.
   *
   * @param sections what other rooms read of a study file, by its key
   */
  public static String json(Map<String, Class<? extends Record>> sections) {
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(lines).writeValueAsString(new StudySchema().study(sections))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode study(Map<String, Class<? extends Record>> sections) {
    Map<String, RecordSchemas.SchemaKey> settings = records.keys(Experiment.class);
    settings.keySet().retainAll(Experiment.keys());
    Map<String, RecordSchemas.SchemaKey> frame = records.keys(StudyReader.Frame.class);
    sections.forEach((name, type) -> frame.put(name, records.key(type)));
    records.define("settings", RecordSchemas.group(settings));
    records.define("frame", RecordSchemas.group(frame));
    ObjectNode profile = RecordSchemas.object(Map.of());
    profile
        .putArray("allOf")
        .add(RecordSchemas.reference("settings"))
        .add(RecordSchemas.reference("frame"));
    records.define("profile", profile.put("unevaluatedProperties", false));
    ObjectNode row = RecordSchemas.object(Map.of("name", RecordSchemas.text()));
    row.putArray("required").add("name");
    row.setAll(RecordSchemas.reference("settings"));
    records.define("row", row.put("unevaluatedProperties", false));

    ObjectNode study = NODES.objectNode();
    study.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    study.put("title", "A study of Ricercar");
    study.setAll(profile.deepCopy());
    study.set("properties", RecordSchemas.properties(besides(settings.keySet(), frame.keySet())));
    study.putObject("patternProperties").put("^profiles\\..+$", true);
    ObjectNode all = study.putObject("$defs");
    records.definitions().forEach(all::set);
    return study;
  }

  /** The keys of a study file that neither its profiles nor its rows may hold. */
  private Map<String, ObjectNode> besides(Set<String> settings, Set<String> frame) {
    Map<String, ObjectNode> keys = new LinkedHashMap<>();
    keys.put("title", RecordSchemas.text());
    keys.put("base", RecordSchemas.type("string"));
    keys.put("profile", RecordSchemas.type("string"));
    keys.put("profiles", profiles(settings, frame));
    keys.put("vary", RecordSchemas.list(RecordSchemas.reference("row")));
    return keys;
  }

  /** By name; {@code quick.corpus} means the same as {@code corpus} under {@code quick}. */
  private ObjectNode profiles(Set<String> settings, Set<String> frame) {
    ObjectNode profiles = RecordSchemas.type("object");
    ObjectNode patterns = profiles.putObject("patternProperties");
    patterns.set("^[^.]+$", RecordSchemas.reference("profile"));
    for (String key : settings) {
      patterns.set("^[^.]+\\." + key + "$", within(key, "settings"));
    }
    for (String key : frame) {
      patterns.set("^[^.]+\\." + key + "$", within(key, "frame"));
    }
    String all = String.join("|", settings) + "|" + String.join("|", frame);
    patterns.put("^[^.]+\\.(" + all + ")\\..+$", true);
    return profiles.put("additionalProperties", false);
  }

  private static ObjectNode within(String key, String definition) {
    return NODES.objectNode().put("$ref", "#/$defs/" + definition + "/properties/" + key);
  }
}
