package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ricercar.Problem;

/** A run in one row. */
final class RunRow {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The columns that there are even of no runs. */
  static final Map<String, String> ALWAYS = always();

  private RunRow() {}

  /** Long, Double, Boolean or String by the name of the column. */
  static Map<String, Object> of(RunFolder run) {
    Map<String, Object> row = new LinkedHashMap<>();
    Provenance from = run.provenance();
    Path path = run.path();
    row.put("run", path.getFileName().toString());
    row.put("store", String.valueOf(path.toAbsolutePath().getParent().getFileName()));
    Map<String, Object> settings = settings(run);
    row.put("name", settings.remove("name"));
    row.put("method", settings.remove("method"));
    row.put("seed", from.seed());
    row.put("threads", (long) from.threads());
    row.put("device", from.device());
    row.put("corpus", from.corpus().name());
    row.put("cpu_seconds", from.cpuSeconds());
    row.put("wall_seconds", from.wallSeconds());
    row.put("git_commit", from.git().commit());
    row.put("dirty", from.git().dirty());
    run.result().metrics().forEach((title, value) -> row.put("score_" + plain(title), value));
    settings.forEach(row::putIfAbsent);
    return row;
  }

  /** By name with underscores for dots; a list is one text. */
  static Map<String, Object> settings(RunFolder run) {
    try {
      Map<String, Object> flat = new LinkedHashMap<>();
      flatten("", YAML.readTree(run.experiment()), flat);
      return flat;
    } catch (JsonProcessingException e) {
      throw new Problem(
          "Cannot read " + run.path().resolve("experiment.yaml") + ".",
          "If the file was edited, delete the run's folder.",
          e);
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, Object> flat) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix + field.getKey();
      JsonNode value = field.getValue();
      if (value.isObject()) {
        flatten(name + "_", value, flat);
      } else if (value.isIntegralNumber()) {
        flat.put(name, value.longValue());
      } else if (value.isNumber()) {
        flat.put(name, value.doubleValue());
      } else if (value.isBoolean()) {
        flat.put(name, value.booleanValue());
      } else {
        flat.put(name, value.isArray() ? value.toString() : value.asText());
      }
    }
  }

  static String plain(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }

  private static Map<String, String> always() {
    Map<String, String> types = new LinkedHashMap<>();
    for (String text : new String[] {"run", "store", "name", "method"}) {
      types.put(text, "VARCHAR");
    }
    types.put("seed", "BIGINT");
    types.put("threads", "BIGINT");
    types.put("device", "VARCHAR");
    types.put("corpus", "VARCHAR");
    types.put("cpu_seconds", "DOUBLE");
    types.put("wall_seconds", "DOUBLE");
    types.put("git_commit", "VARCHAR");
    types.put("dirty", "BOOLEAN");
    return types;
  }
}
