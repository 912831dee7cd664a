package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;

/** Settings in sections as one list of dotted keys, such as {@code training.steps}. */
final class FlatSettings {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private FlatSettings() {}

  static Map<String, Object> of(String yaml, Path folder) {
    try {
      Map<String, Object> flat = new LinkedHashMap<>();
      add(YAML.readTree(yaml), "", flat);
      return flat;
    } catch (JsonProcessingException e) {
      throw new Problem(
          "%s is not valid YAML: %s"
              .formatted(folder.resolve("experiment.yaml"), e.getOriginalMessage()),
          "If the folder was edited or copied in part, delete it; the run is then made again.",
          e);
    }
  }

  private static void add(JsonNode node, String key, Map<String, Object> flat) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  add(
                      field.getValue(),
                      key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                      flat));
    } else if (!key.isEmpty()) {
      flat.put(key, value(node));
    }
  }

  private static Object value(JsonNode node) {
    if (node.isNull()) {
      return null;
    } else if (node.isBoolean()) {
      return node.booleanValue();
    } else if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    } else if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }
}
