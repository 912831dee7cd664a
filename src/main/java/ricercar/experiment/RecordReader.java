package ricercar.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ricercar.Problem;

/**
 * Settings to records. A record's components are the valid keys. What is left out comes as null,
 * and the record fills it in or complains; only a primitive must be there, and anything but a boxed
 * value, a text, a list, a map or an {@link OrNone} must be there afterwards. A sealed interface is
 * chosen by the key {@code type}; see {@link TypeNames}.
 */
final class RecordReader {
  private static final Set<Class<?>> OPTIONAL =
      Set.of(
          Integer.class,
          Long.class,
          Double.class,
          Boolean.class,
          String.class,
          List.class,
          Map.class);

  private final Settings settings;

  RecordReader(Settings settings) {
    this.settings = settings;
  }

  /** The keys that a record takes, in their order. */
  static Set<String> keys(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  <T> T read(Class<T> type) {
    return type.cast(value(settings.values(), type, ""));
  }

  private Object value(JsonNode node, Type type, String path) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(node, list.getActualTypeArguments()[0], path);
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return map(object(node, path), map.getActualTypeArguments()[1], path);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == JsonNode.class) {
      return node;
    }
    if (raw.isRecord()) {
      return record(object(node, path), raw, path);
    }
    // An enum whose constants have bodies is sealed too.
    if (raw.isEnum()) {
      return constant(node, raw, path);
    }
    return raw.isSealed() ? choice(object(node, path), raw, path) : scalar(node, raw, path);
  }

  private Object record(ObjectNode node, Class<?> type, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Set<String> valid = keys(type);
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!valid.contains(key)) {
        throw settings.problem(
            join(path, key),
            "there is no setting '" + join(path, key) + "'",
            Nearest.remedy(key, valid));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = component(node, components[i], path);
    }
    Object record = create(type, components, values, path);
    Object[] filled =
        Arrays.stream(components).map(c -> RecordWriter.get((Record) record, c)).toArray();
    requireNoneMissing(components, filled, path);
    return record;
  }

  private Object component(ObjectNode node, RecordComponent component, String path) {
    String key = join(path, component.getName());
    JsonNode child = node.get(component.getName());
    if (child != null && !child.isNull()) {
      return value(child, component.getGenericType(), key);
    }
    if (component.getType().isPrimitive()) {
      throw missing(key);
    }
    return null;
  }

  private void requireNoneMissing(RecordComponent[] components, Object[] values, String path) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !mayBeNull(components[i])) {
        throw missing(join(path, components[i].getName()));
      }
    }
  }

  static boolean mayBeNull(RecordComponent component) {
    return OPTIONAL.contains(component.getType()) || component.isAnnotationPresent(OrNone.class);
  }

  private Problem missing(String key) {
    return settings.problem(key, "'" + key + "' is missing", "Add it.");
  }

  private Object create(Class<?> type, RecordComponent[] components, Object[] values, String path) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Problem problem) {
        throw new Problem(
            place(problem.getMessage(), components, path) + ": " + problem.getMessage(), "");
      }
      if (e.getCause() instanceof NullPointerException) {
        requireNoneMissing(components, values, path);
      }
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }

  /** The line of the first key that a record's complaint names; else the line of the record. */
  private Settings.Place place(String message, RecordComponent[] components, String path) {
    return Arrays.stream(components)
        .map(RecordComponent::getName)
        .filter(name -> message.matches("(?s).*\\b" + name + "\\b.*"))
        .findFirst()
        .map(name -> settings.place(join(path, name)))
        .orElse(settings.place(path));
  }

  private Object choice(ObjectNode node, Class<?> type, String path) {
    String key = join(path, "type");
    Set<String> valid = TypeNames.of(type).keySet();
    JsonNode name = node.get("type");
    if (name == null) {
      throw settings.problem(
          path, "'" + key + "' is missing", "Valid here: " + String.join(", ", valid) + ".");
    }
    Class<?> chosen = TypeNames.of(type).get(name.asText());
    if (chosen == null) {
      throw notOneOf(key, name, valid);
    }
    ObjectNode rest = node.deepCopy();
    rest.remove("type");
    return record(rest, chosen, path);
  }

  private Object constant(JsonNode node, Class<?> type, String path) {
    Set<String> valid = new LinkedHashSet<>();
    for (Object constant : type.getEnumConstants()) {
      String name = TypeNames.of((Enum<?>) constant);
      if (name.equals(node.asText())) {
        return constant;
      }
      valid.add(name);
    }
    throw notOneOf(path, node, valid);
  }

  private List<Object> list(JsonNode node, Type element, String path) {
    if (!node.isArray()) {
      throw wrong(path, node, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(value(node.get(i), element, path + "." + i));
    }
    return values;
  }

  /** Free keys, in the order as written. */
  private Map<String, Object> map(ObjectNode node, Type element, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      values.put(entry.getKey(), value(entry.getValue(), element, join(path, entry.getKey())));
    }
    return values;
  }

  private Object scalar(JsonNode node, Class<?> type, String path) {
    if (type == String.class && node.isValueNode()) {
      return node.asText();
    }
    boolean truth = type == boolean.class || type == Boolean.class;
    if (truth && node.isBoolean()) {
      return node.booleanValue();
    }
    if (type == int.class || type == Integer.class) {
      return whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE, path).intValue();
    }
    if (type == long.class || type == Long.class) {
      return whole(node, Long.MIN_VALUE, Long.MAX_VALUE, path);
    }
    if (type == double.class || type == Double.class) {
      return number(node, path);
    }
    throw wrong(path, node, truth ? "true or false" : "a text");
  }

  private Long whole(JsonNode node, long least, long most, String path) {
    if (!node.isIntegralNumber() || node.longValue() < least || node.longValue() > most) {
      throw wrong(path, node, "a whole number");
    }
    return node.longValue();
  }

  /** YAML 1.1 takes 3e-4, without a point, for a text. */
  private double number(JsonNode node, String path) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isTextual() && node.textValue().matches("[-+]?\\d+[eE][-+]?\\d+")) {
      return Double.parseDouble(node.textValue());
    }
    throw wrong(path, node, "a number");
  }

  private ObjectNode object(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrong(path, node, "a group of settings");
  }

  private Problem wrong(String path, JsonNode node, String expected) {
    return settings.problem(path, "'%s' must be %s, but is %s".formatted(path, expected, node), "");
  }

  private Problem notOneOf(String path, JsonNode node, Set<String> valid) {
    return settings.problem(
        path,
        "'%s' cannot be '%s'".formatted(path, node.asText()),
        Nearest.remedy(node.asText(), valid));
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
