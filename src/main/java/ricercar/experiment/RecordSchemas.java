package ricercar.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ricercar.track.ReportedRow;

/** Schemas of records as {@link RecordReader} takes them: groups of settings, choices by type. */
final class RecordSchemas {
  /** What a mapping in a list must hold, since no base or profile can add to it. */
  private static final Map<Class<?>, List<String>> REQUIRED =
      Map.of(
          Claim.class, List.of("row", "over"),
          ReportedRow.class, List.of("name", "values"),
          StudyPlan.Probing.class, List.of("name"));

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** YAML 1.1 takes 3e-4 for a text, and so do the records. */
  private static final String NUMBER_TEXT = "^[-+]?[0-9]+[eE][-+]?[0-9]+$";

  /** Dotted keys into what holds itself, such as a strategy made of strategies, have no end. */
  private static final Map<String, SchemaKey> ANYTHING_BELOW =
      Map.of(".+", new SchemaKey(Set.of(NODES.objectNode()), Map.of()));

  private final TreeMap<String, ObjectNode> definitions = new TreeMap<>();
  private final Set<Class<?>> within = new HashSet<>();

  /** What was defined, by name. */
  Map<String, ObjectNode> definitions() {
    return definitions;
  }

  /** What a key may hold; a closed choice may hold what any of its records does. */
  record SchemaKey(Set<ObjectNode> schemas, Map<String, SchemaKey> inside) {
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

  /** What a record's components may hold, by name. */
  Map<String, SchemaKey> keys(Class<?> record) {
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

  /** What a value of a type may be. */
  SchemaKey key(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      ObjectNode element = key(arguments[arguments.length - 1]).schema();
      boolean list = generic.getRawType() == List.class;
      ObjectNode map = type("object");
      map.set("additionalProperties", element);
      return new SchemaKey(Set.of(list ? list(element) : map), Map.of());
    }
    Class<?> raw = (Class<?>) type;
    if (!within.add(raw)) {
      return new SchemaKey(Set.of(reference(raw.getSimpleName())), ANYTHING_BELOW);
    }
    SchemaKey key = keyOf(raw);
    within.remove(raw);
    return key;
  }

  private SchemaKey keyOf(Class<?> raw) {
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
  static ObjectNode group(Map<String, SchemaKey> keys) {
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
  static ObjectNode text() {
    ObjectNode text = NODES.objectNode();
    text.putArray("type").add("string").add("number").add("boolean");
    return text;
  }

  static ObjectNode type(String name) {
    return NODES.objectNode().put("type", name);
  }

  static ObjectNode list(ObjectNode element) {
    ObjectNode list = type("array");
    list.set("items", element);
    return list;
  }

  static ObjectNode object(Map<String, ObjectNode> properties) {
    ObjectNode object = type("object");
    object.set("properties", properties(properties));
    return object;
  }

  static ObjectNode properties(Map<String, ObjectNode> schemas) {
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

  /** Keeps a schema under a name, and gives what refers to it. */
  ObjectNode define(String name, ObjectNode schema) {
    ObjectNode before = definitions.put(name, schema);
    if (before != null && !before.equals(schema)) {
      throw new IllegalStateException("two groups of settings are called " + name);
    }
    return reference(name);
  }

  static ObjectNode reference(String name) {
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }
}
