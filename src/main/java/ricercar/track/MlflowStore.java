package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.files.AtomicFiles;
import ricercar.files.Sha256;

/**
 * MLflow's file store: an experiment for each store of runs, and in it for each run {@code
 * meta.yaml} and a file for each parameter, tag and metric. A metric's file has a line {@code
 * milliseconds value step} for each step.
 */
final class MlflowStore {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build());
  // MLflow's own limit.
  private static final int LONGEST_VALUE = 6000;
  private static final int FINISHED = 3;
  private static final int LOCAL = 4;

  private final Path folder;

  MlflowStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** False if the run is already there. */
  boolean add(RunRecord run) {
    // As long as MLflow's own: 18 digits, and 32 hexadecimal digits.
    long number = Long.parseLong(Sha256.of(run.store()).substring(0, 14), 16);
    String experiment = "%018d".formatted(number);
    String id = Sha256.of(run.store() + "\n" + run.provenance().run()).substring(0, 32);
    Path place = folder.resolve(experiment).resolve(id);
    if (Files.exists(place)) {
      return false;
    }
    RunClock clock = new RunClock(run.provenance().sessions());
    describe(run, experiment, clock);
    AtomicFiles.directory(
        place,
        inner -> {
          Files.writeString(inner.resolve("meta.yaml"), meta(run, experiment, id, place, clock));
          write(inner.resolve("params"), parameters(run));
          write(inner.resolve("tags"), tags(run));
          write(inner.resolve("metrics"), metrics(run));
          Path artifacts = Files.createDirectories(inner.resolve("artifacts"));
          for (String file : List.of("experiment.yaml", "provenance.json")) {
            Files.copy(run.folder().resolve(file), artifacts.resolve(file));
          }
        });
    return true;
  }

  private void describe(RunRecord run, String experiment, RunClock clock) {
    Path place = folder.resolve(experiment);
    Path file = place.resolve("meta.yaml");
    if (!Files.exists(file)) {
      Map<String, Object> meta = new LinkedHashMap<>();
      meta.put("artifact_location", uri(place));
      meta.put("creation_time", clock.start().toEpochMilli());
      meta.put("experiment_id", experiment);
      meta.put("last_update_time", clock.start().toEpochMilli());
      meta.put("lifecycle_stage", "active");
      meta.put("name", run.store());
      AtomicFiles.write(file, yaml(meta));
    }
  }

  private static String meta(
      RunRecord run, String experiment, String id, Path place, RunClock clock) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("artifact_uri", uri(place.resolve("artifacts")));
    meta.put("end_time", clock.end().toEpochMilli());
    meta.put("entry_point_name", "");
    meta.put("experiment_id", experiment);
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", id);
    meta.put("run_name", title(run));
    meta.put("source_name", "");
    meta.put("source_type", LOCAL);
    meta.put("source_version", "");
    meta.put("start_time", clock.start().toEpochMilli());
    meta.put("status", FINISHED);
    meta.put("tags", List.of());
    meta.put("user_id", "");
    return yaml(meta);
  }

  private static String title(RunRecord run) {
    return "%s, seed %d".formatted(run.name(), run.provenance().seed());
  }

  private static Map<String, String> parameters(RunRecord run) {
    Map<String, String> parameters = new LinkedHashMap<>();
    run.settings()
        .forEach(
            (key, value) -> {
              if (value != null) {
                String text = value.toString();
                parameters.put(key, text.substring(0, Math.min(text.length(), LONGEST_VALUE)));
              }
            });
    return parameters;
  }

  private static Map<String, String> tags(RunRecord run) {
    Provenance from = run.provenance();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", title(run));
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("mlflow.source.git.commit", from.git().commit());
    tags.put("ricercar.run", run.run());
    tags.put("ricercar.identity", from.run());
    tags.put("ricercar.version", from.ricercar());
    tags.put("git.dirty", String.valueOf(from.git().dirty()));
    tags.put("corpus", from.corpus().name());
    tags.put("corpus.fingerprint", from.corpus().fingerprint());
    tags.put("device", from.device());
    tags.put("threads", String.valueOf(from.threads()));
    tags.put("cpu.seconds", String.valueOf(from.cpuSeconds()));
    tags.put("wall.seconds", String.valueOf(from.wallSeconds()));
    tags.put("machine", "%s, %d cores".formatted(from.machine().cpu(), from.machine().cores()));
    tags.put("java", from.machine().java());
    return tags;
  }

  private static Map<String, String> metrics(RunRecord run) {
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    for (RunRecord.Scalar scalar : run.scalars()) {
      lines
          .computeIfAbsent(scalar.name(), name -> new StringBuilder())
          .append(scalar.time().toEpochMilli())
          .append(' ')
          .append(scalar.value())
          .append(' ')
          .append(scalar.step())
          .append('\n');
    }
    Map<String, String> texts = new LinkedHashMap<>();
    lines.forEach((name, text) -> texts.put(name, text.toString()));
    return texts;
  }

  private static void write(Path directory, Map<String, String> texts) throws IOException {
    Files.createDirectories(directory);
    ColumnNames names = new ColumnNames();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = directory.resolve(names.unique(key(text.getKey())));
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** The nearest name that MLflow allows: letters, digits, spaces and {@code _ - . : /}. */
  private static String key(String name) {
    int start = name.startsWith("test/") || name.startsWith("measure/") ? name.indexOf('/') + 1 : 0;
    String own = name.substring(start).replaceAll("[^\\p{L}\\p{N}_\\-. :]|^\\.+$|^$", "_");
    return name.substring(0, start) + own;
  }

  private static String uri(Path path) {
    return path.toUri().toString().replaceAll("/$", "");
  }

  private static String yaml(Map<String, Object> values) {
    try {
      return YAML.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
