package ricercar.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ricercar.track.ReportedRow;

/**
 * The JSON Schema (draft 2020-12) of study files, from the very records that they are read into, so
 * that an editor completes keys and marks mistakes. Bounds of numbers are left to the records.
 */
public final class StudySchema {
  /** How a study file begins that tells an editor where its schema is. */
  static final String EDITOR_LINE = "# yaml-language-server:";

  /** What a mapping in a list must hold, since no base or profile can add to it. */
  private static final Map<Class<?>, List<String>> REQUIRED =
      Map.of(
          Claim.class, List.of("row", "over"),
          ReportedRow.class, List.of("name", "values"),
          StudyPlan.Probing.class, List.of("name"));

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** YAML 1.1 takes 3e-4 for a text, and so do the records. */
  private static final String NUMBER_TEXT = "^[-+]?[0-9]+[eE][-+]?[0-9]+$";

  private final TreeMap<String, ObjectNode> definitions = new TreeMap<>();
  private final Set<Class<?>> open = new LinkedHashSet<>();

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
    Map<String, SchemaKey> settings = keys(Experiment.class);
    settings.keySet().retainAll(Experiment.keys());
    Map<String, SchemaKey> frame = keys(StudyReader.Frame.class);
    sections.forEach((name, type) -> frame.put(name, key(type)));
    define("settings", group(settings));
    define("frame", group(frame));
    ObjectNode profile = object(Map.of());
    profile.putArray("allOf").add(reference("settings")).add(reference("frame"));
    define("profile", profile.put("unevaluatedProperties", false));
    ObjectNode row = object(Map.of("name", text()));
    row.putArray("required").add("name");
    row.setAll(reference("settings"));
    define("row", row.put("unevaluatedProperties", false));

    ObjectNode study = NODES.objectNode();
    study.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    study.put("title", "A study of Ricercar");
    study.setAll(profile.deepCopy());
    study.set("properties", properties(besides(settings.keySet(), frame.keySet())));
    study.putObject("patternProperties").put("^profiles\\..+$", true);
    ObjectNode all = study.putObject("$defs");
    definitions.forEach(all::set);
    return study;
  }

  /** The keys of a study file that neither its profiles nor its rows may hold. */
  private Map<String, ObjectNode> besides(Set<String> settings, Set<String> frame) {
    Map<String, ObjectNode> keys = new LinkedHashMap<>();
    keys.put("title", text());
    keys.put("base", type("string"));
    keys.put("profile", type("string"));
    keys.put("profiles", profiles(settings, frame));
    keys.put("vary", list(reference("row")));
    return keys;
  }

  /** By name; {@code quick.corpus} means the same as {@code corpus} under {@code quick}. */
  private ObjectNode profiles(Set<String> settings, Set<String> frame) {
    ObjectNode profiles = type("object");
    ObjectNode patterns = profiles.putObject("patternProperties");
    patterns.set("^[^.]+$", reference("profile"));
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

  /** What a key may hold; a closed choice may hold what any of its records does. */
  private record SchemaKey(Set<ObjectNode> schemas, Map<String, SchemaKey> inside) {
    ObjectNode schema() {
      return anyOf(schemas);
    }

    SchemaKey or(SchemaKey other) {
      Set<ObjectNode> both = new LinkedHashSet<>(schemas);
      both.addAll(other.schemas);
      Map<String, SchemaKey> all = new LinkedHashMap<>(inside);
      other.inside.forEach((name, key) -> all.merge(name, key, SchemaKey::or));
      return new SchemaKey(both, all);
    }
  }

  private Map<String, SchemaKey> keys(Class<?> record) {
    Map<String, SchemaKey> keys = new LinkedHashMap<>();
    for (var component : record.getRecordComponents()) {
      SchemaKey key = key(component.getGenericType());
      boolean optional = RecordReader.mayBeNull(component);
      keys.put(
          component.getName(),
          optional ? key.or(new SchemaKey(Set.of(type("null")), Map.of())) : key);
    }
    return keys;
  }

  private SchemaKey key(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      ObjectNode element = key(arguments[arguments.length - 1]).schema();
      boolean list = generic.getRawType() == List.class;
      ObjectNode map = type("object");
      map.set("additionalProperties", element);
      return new SchemaKey(Set.of(list ? list(element) : map), Map.of());
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      Map<String, SchemaKey> inside = keys(raw);
      ObjectNode group = group(inside).put("additionalProperties", false);
      if (REQUIRED.containsKey(raw)) {
        REQUIRED.get(raw).forEach(group.putArray("required")::add);
      }
      return new SchemaKey(Set.of(define(raw.getSimpleName(), group)), inside);
    }
    if (raw.isEnum()) {
      List<String> names =
          List.of(raw.getEnumConstants()).stream().map(c -> TypeNames.of((Enum<?>) c)).toList();
      return new SchemaKey(Set.of(oneOfTexts(names)), Map.of());
    }
    return raw.isSealed() ? choice(raw) : new SchemaKey(Set.of(scalar(raw)), Map.of());
  }

  /** One alternative for each type, and one without a type: an addition to what lies below. */
  private SchemaKey choice(Class<?> sealed) {
    if (!open.add(sealed)) {
      // A choice that holds choices of its own kind; dotted keys end here.
      return new SchemaKey(Set.of(reference(sealed.getSimpleName())), Map.of());
    }
    try {
      return alternatives(sealed);
    } finally {
      open.remove(sealed);
    }
  }

  private SchemaKey alternatives(Class<?> sealed) {
    Map<String, Class<?>> types = TypeNames.of(sealed);
    Map<String, SchemaKey> union = new LinkedHashMap<>();
    ObjectNode choice = NODES.objectNode();
    var alternatives = choice.putArray("oneOf");
    types.forEach(
        (name, type) -> {
          Map<String, SchemaKey> inside = keys(type);
          inside.forEach((key, value) -> union.merge(key, value, SchemaKey::or));
          Map<String, SchemaKey> all = new LinkedHashMap<>();
          all.put("type", new SchemaKey(Set.of(NODES.objectNode().put("const", name)), Map.of()));
          all.putAll(inside);
          ObjectNode group = group(all).put("additionalProperties", false);
          group.putArray("required").add("type");
          alternatives.add(group);
        });
    alternatives.add(group(union).put("additionalProperties", false));
    union.put("type", new SchemaKey(Set.of(oneOfTexts(types.keySet())), Map.of()));
    return new SchemaKey(Set.of(define(sealed.getSimpleName(), choice)), union);
  }

  /** A mapping with these keys, and dotted ones for what lies deeper. */
  private static ObjectNode group(Map<String, SchemaKey> keys) {
    Map<String, ObjectNode> schemas = new LinkedHashMap<>();
    keys.forEach((name, key) -> schemas.put(name, key.schema()));
    ObjectNode group = object(schemas);
    ObjectNode dotted = NODES.objectNode();
    keys.forEach((name, key) -> dotted(name, key, dotted));
    if (!dotted.isEmpty()) {
      group.set("patternProperties", dotted);
    }
    return group;
  }

  private static void dotted(String prefix, SchemaKey key, ObjectNode patterns) {
    key.inside()
        .forEach(
            (name, deeper) -> {
              String path = prefix + "\\." + name;
              patterns.set("^" + path + "$", deeper.schema());
              dotted(path, deeper, patterns);
            });
  }

  private static ObjectNode scalar(Class<?> type) {
    if (type == String.class) {
      return text();
    }
    if (type == boolean.class || type == Boolean.class) {
      return type("boolean");
    }
    if (type == double.class || type == Double.class) {
      ObjectNode number = NODES.objectNode();
      number.putArray("type").add("number").add("string");
      return number.put("pattern", NUMBER_TEXT);
    }
    return JsonNode.class.isAssignableFrom(type) ? NODES.objectNode() : type("integer");
  }

  /** A number or a truth value is taken as the text that it is written as. */
  private static ObjectNode text() {
    ObjectNode text = NODES.objectNode();
    text.putArray("type").add("string").add("number").add("boolean");
    return text;
  }

  private static ObjectNode type(String name) {
    return NODES.objectNode().put("type", name);
  }

  private static ObjectNode list(ObjectNode element) {
    ObjectNode list = type("array");
    list.set("items", element);
    return list;
  }

  private static ObjectNode object(Map<String, ObjectNode> properties) {
    ObjectNode object = type("object");
    object.set("properties", properties(properties));
    return object;
  }

  private static ObjectNode properties(Map<String, ObjectNode> schemas) {
    ObjectNode properties = NODES.objectNode();
    schemas.forEach(properties::set);
    return properties;
  }

  private static ObjectNode oneOfTexts(Collection<String> names) {
    ObjectNode choice = NODES.objectNode();
    names.forEach(choice.putArray("enum")::add);
    return choice;
  }

  private static ObjectNode anyOf(Set<ObjectNode> schemas) {
    if (schemas.size() == 1) {
      return schemas.iterator().next();
    }
    ObjectNode any = NODES.objectNode();
    schemas.forEach(any.putArray("anyOf")::add);
    return any;
  }

  private ObjectNode define(String name, ObjectNode schema) {
    ObjectNode before = definitions.put(name, schema);
    if (before != null && !before.equals(schema)) {
      throw new IllegalStateException("two groups of settings are called " + name);
    }
    return reference(name);
  }

  private static ObjectNode reference(String name) {
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }
}
