package ricercar.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import ricercar.Problem;

/**
 * Settings as written, each with the place where it was written, so that an error found much later
 * can point to a line. A dotted key means the same as nested ones.
 */
final class Settings {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** A file, or a name such as "--seeds", and a line in it; line 0 is the whole. */
  record Place(String file, int line) {
    @Override
    public String toString() {
      return line == 0 ? file : file + ":" + line;
    }
  }

  private final ObjectNode values;
  private final Map<String, Place> places;

  private Settings(ObjectNode values, Map<String, Place> places) {
    this.values = values;
    this.places = places;
  }

  static Settings empty() {
    return new Settings(NODES.objectNode(), new HashMap<>());
  }

  static Settings read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new Problem("There is no file " + file + ".", "Check the path.");
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Is it a readable text file?", e);
    }
  }

  /**
   * @param name of the text, for errors
   */
  static Settings parse(String text, String name) {
    Settings settings = empty();
    try (JsonParser parser = YAML.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        settings.readObject(parser, name, "");
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        throw at(place(parser, name), "settings 'key: value' are expected here", "");
      }
      return settings;
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      Place place = new Place(name, location == null ? 0 : location.getLineNr());
      throw at(place, "this is not valid YAML: " + firstLine(e.getOriginalMessage()), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One setting, said outside of any file.
   *
   * @param key dotted
   * @param value as YAML; nothing is null
   * @param writtenWhere for errors
   */
  static Settings assigned(String key, String value, String writtenWhere) {
    Settings settings = empty();
    Place place = new Place(writtenWhere, 0);
    try (JsonParser parser = YAML.createParser(value)) {
      if (parser.nextToken() == null) {
        settings.put(key, NODES.nullNode(), place);
      } else {
        settings.readValue(parser, writtenWhere, key, place);
        if (parser.nextToken() != null) {
          throw at(place, "'" + key + "' is given more than one value", "Give it one.");
        }
      }
    } catch (JsonProcessingException e) {
      String what = "the value of '" + key + "' is not valid YAML: ";
      throw at(place, what + firstLine(e.getOriginalMessage()), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.places.replaceAll((path, line) -> place);
    return settings;
  }

  /** These settings where a dotted key says nothing else. */
  Settings overlaid(String key, JsonNode value, Place place) {
    Settings upper = empty();
    upper.put(key, value, place);
    return upper.over(this);
  }

  ObjectNode values() {
    return values;
  }

  /** Where a setting, or else the nearest one around it, was written. */
  Place place(String path) {
    for (String p = path; !p.isEmpty(); p = p.substring(0, Math.max(0, p.lastIndexOf('.')))) {
      if (places.containsKey(p)) {
        return places.get(p);
      }
    }
    return places.getOrDefault("", new Place("settings", 0));
  }

  /** An error about the setting at a path, with file and line. */
  Problem problem(String path, String what, String remedy) {
    return at(place(path), what, remedy);
  }

  /** What is written under a key, as settings of their own; empty if nothing is. */
  Settings below(String path) {
    JsonNode node = values;
    for (String key : path.split("\\.")) {
      node = node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
    }
    if (!node.isMissingNode() && !node.isObject()) {
      throw problem(path, "'" + path + "' must hold settings of its own", "");
    }
    Map<String, Place> inside = new HashMap<>();
    inside.put("", place(path));
    places.forEach(
        (key, place) -> {
          if (key.startsWith(path + ".")) {
            inside.put(key.substring(path.length() + 1), place);
          }
        });
    return new Settings(node.isObject() ? node.deepCopy() : NODES.objectNode(), inside);
  }

  Settings without(String... keys) {
    Settings rest = copy();
    for (String key : keys) {
      rest.values.remove(key);
      rest.forget(key);
    }
    return rest;
  }

  Settings with(String key, JsonNode value, String writtenWhere) {
    Settings more = copy();
    more.values.set(key, value);
    more.forget(key);
    more.places.put(key, new Place(writtenWhere, 0));
    return more;
  }

  /**
   * These settings where they say something, else those below. A mapping whose {@code type} differs
   * replaces the one below as a whole, since the keys of one type mean nothing to another.
   */
  Settings over(Settings lower) {
    Settings merged = lower.copy();
    merged.overlay(merged.values, values, "", this);
    if (places.containsKey("")) {
      merged.places.put("", places.get(""));
    }
    return merged;
  }

  private void overlay(ObjectNode target, ObjectNode upper, String prefix, Settings from) {
    upper
        .fields()
        .forEachRemaining(
            field -> {
              String path = prefix + field.getKey();
              JsonNode old = target.get(field.getKey());
              if (old instanceof ObjectNode below
                  && field.getValue() instanceof ObjectNode above
                  && sameType(below, above)) {
                overlay(below, above, path + ".", from);
              } else {
                target.set(field.getKey(), field.getValue().deepCopy());
                forget(path);
                from.places.forEach(
                    (key, place) -> {
                      if (key.startsWith(path + ".")) {
                        places.put(key, place);
                      }
                    });
              }
              places.put(path, from.place(path));
            });
  }

  private static boolean sameType(ObjectNode below, ObjectNode above) {
    return !above.has("type") || above.get("type").equals(below.get("type"));
  }

  private Settings copy() {
    return new Settings(values.deepCopy(), new HashMap<>(places));
  }

  private void forget(String path) {
    places.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "."));
  }

  private void readObject(JsonParser parser, String file, String prefix) throws IOException {
    places.putIfAbsent(prefix, place(parser, file));
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place place = place(parser, file);
      String path = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
      parser.nextToken();
      readValue(parser, file, path, place);
    }
  }

  private void readValue(JsonParser parser, String file, String path, Place place)
      throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      put(path, NODES.objectNode(), place);
      readObject(parser, file, path);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      put(path, NODES.arrayNode(), place);
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        readValue(parser, file, path + "." + i, place(parser, file));
      }
    } else {
      put(path, scalar(parser), place);
    }
  }

  private void put(String path, JsonNode value, Place place) {
    String[] keys = path.split("\\.", -1);
    JsonNode node = values;
    StringBuilder reached = new StringBuilder();
    for (int i = 0; i < keys.length - 1; i++) {
      reached.append(i == 0 ? "" : ".").append(keys[i]);
      JsonNode child = node.isArray() ? node.get(Integer.parseInt(keys[i])) : node.get(keys[i]);
      if (child == null) {
        child = ((ObjectNode) node).putObject(keys[i]);
        places.put(reached.toString(), place);
      } else if (!child.isContainerNode()) {
        throw at(place, "'" + reached + "' already has a value", "Write one of the two.");
      }
      node = child;
    }
    String last = keys[keys.length - 1];
    if (node instanceof ArrayNode array) {
      array.add(value);
    } else if (!node.has(last)) {
      ((ObjectNode) node).set(last, value);
    } else if (!(node.get(last).isObject() && value.isObject())) {
      throw at(place, "'" + path + "' is written twice", "Write it once.");
    }
    places.putIfAbsent(path, place);
  }

  private static JsonNode scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  private static Place place(JsonParser parser, String file) {
    return new Place(file, parser.currentTokenLocation().getLineNr());
  }

  private static Problem at(Place place, String what, String remedy) {
    return new Problem(place + ": " + what + ".", remedy);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
