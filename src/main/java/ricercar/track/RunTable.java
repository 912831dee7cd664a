package ricercar.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ricercar.Problem;

/** What finished runs hold, as tables of plain columns. */
enum RunTable {
  /**
   * A row for each run: where it comes from, what it cost, a column {@code score_…} for each metric
   * of its test items, and its settings, {@code training_steps} for {@code training.steps}.
   */
  RUNS {
    @Override
    void rows(List<RunFolder> runs, Sink sink) throws SQLException {
      for (RunFolder run : runs) {
        sink.add(RunRow.of(run));
      }
    }
  },

  /** A row for each number that a run measured while it learnt. */
  METRICS {
    @Override
    List<Column> columns(List<RunFolder> runs) {
      return List.of(
          new Column("run", "VARCHAR"),
          new Column("step", "BIGINT"),
          new Column("name", "VARCHAR"),
          new Column("value", "DOUBLE"));
    }

    @Override
    void rows(List<RunFolder> runs, Sink sink) throws SQLException {
      for (RunFolder run : runs) {
        for (MetricsLog.Entry entry : run.history()) {
          for (Map.Entry<String, Double> one : entry.values().entrySet()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("run", folderName(run));
            row.put("step", entry.step());
            row.put("name", one.getKey());
            row.put("value", one.getValue());
            sink.add(row);
          }
        }
      }
    }
  },

  /** A row for each number beside the scores that a run ended with. */
  MEASURES {
    @Override
    List<Column> columns(List<RunFolder> runs) {
      return List.of(
          new Column("run", "VARCHAR"),
          new Column("name", "VARCHAR"),
          new Column("value", "DOUBLE"));
    }

    @Override
    void rows(List<RunFolder> runs, Sink sink) throws SQLException {
      for (RunFolder run : runs) {
        for (Map.Entry<String, Double> one : run.result().measures().entrySet()) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("run", folderName(run));
          row.put("name", one.getKey());
          row.put("value", one.getValue());
          sink.add(row);
        }
      }
    }
  },

  /** A row for each pair of settings that a run's probe tried; older runs did not keep them. */
  PROBES {
    @Override
    List<Column> columns(List<RunFolder> runs) {
      return List.of(
          new Column("run", "VARCHAR"),
          new Column("trial", "BIGINT"),
          new Column("learning_rate", "DOUBLE"),
          new Column("weight_decay", "DOUBLE"),
          new Column("epoch", "BIGINT"),
          new Column("validation_loss", "DOUBLE"),
          new Column("chosen", "BOOLEAN"));
    }

    @Override
    void rows(List<RunFolder> runs, Sink sink) throws SQLException {
      for (RunFolder run : runs) {
        long number = 0;
        for (JsonNode trial : probe(run).path("trials")) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("run", folderName(run));
          row.put("trial", number++);
          row.put("learning_rate", trial.path("learningRate").asDouble());
          row.put("weight_decay", trial.path("weightDecay").asDouble());
          row.put("epoch", trial.path("epoch").asLong());
          int best = trial.path("epoch").asInt() - 1;
          row.put("validation_loss", number(trial.path("validationLosses").path(best)));
          row.put("chosen", trial.path("chosen").asBoolean());
          sink.add(row);
        }
      }
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param type of DuckDB
   */
  record Column(String name, String type) {}

  /** Takes a row by the names of its columns; what it lacks is null. */
  interface Sink {
    void add(Map<String, Object> row) throws SQLException;
  }

  abstract void rows(List<RunFolder> runs, Sink sink) throws SQLException;

  /** Of {@link #RUNS}, what any of the runs has. */
  List<Column> columns(List<RunFolder> runs) {
    Map<String, String> types = new LinkedHashMap<>(RunRow.ALWAYS);
    for (RunFolder run : runs) {
      RunRow.of(run).forEach((name, value) -> types.merge(name, type(value), RunTable::wider));
    }
    return types.entrySet().stream().map(e -> new Column(e.getKey(), e.getValue())).toList();
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String type(Object value) {
    return value instanceof Long
        ? "BIGINT"
        : value instanceof Double ? "DOUBLE" : value instanceof Boolean ? "BOOLEAN" : "VARCHAR";
  }

  private static String wider(String one, String other) {
    boolean numbers = List.of("BIGINT", "DOUBLE").containsAll(List.of(one, other));
    return one.equals(other) ? one : numbers ? "DOUBLE" : "VARCHAR";
  }

  private static String folderName(RunFolder run) {
    return run.path().getFileName().toString();
  }

  private static Double number(JsonNode node) {
    return node.isMissingNode() ? null : Double.valueOf(node.asText());
  }

  private static JsonNode probe(RunFolder run) {
    Path file = run.path().resolve("probe.json");
    try {
      return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Delete the run's folder.", e);
    }
  }
}
