package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.files.AtomicFiles;
import ricercar.files.Sha256;

/**
 * A file store of MLflow: {@code ID/meta.yaml} for each experiment, below it a folder for each run
 * with a file for each metric, parameter and tag. An id is a function of what it stands for, so
 * that exporting twice gives the same store.
 */
final class MlflowStore {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int FINISHED = 3;
  private static final int LOCAL = 4;

  private final Path folder;

  /**
   * @param folder to be given to MLflow as its tracking URI
   */
  MlflowStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The runs of one store become one experiment, named after the store's folder. */
  void add(RunFolder run) {
    String store = run.path().toAbsolutePath().normalize().getParent().getFileName().toString();
    String id = new BigInteger(Sha256.of(store).substring(0, 15), 16).toString();
    Path experiment = folder.resolve(id);
    StepTimes times = new StepTimes(run.provenance().sessions());
    writeYaml(experiment, experiment(id, store, experiment));

    String runId = run.provenance().run().substring(0, 32);
    Path place = experiment.resolve(runId);
    Map<String, Object> settings = RunRow.settings(run);
    Map<String, String> lines = new TreeMap<>();
    for (MetricsLog.Entry entry : run.history()) {
      entry
          .values()
          .forEach(
              (name, value) ->
                  lines.merge(
                      name, line(times.of(entry.step()), value, entry.step()), String::concat));
    }
    long last = run.history().stream().mapToLong(MetricsLog.Entry::step).max().orElse(0);
    Map<String, Double> found = new TreeMap<>(run.result().measures());
    run.result().metrics().forEach((name, value) -> found.put("test " + name, value));
    found.forEach((name, value) -> lines.put(name, line(times.ended(), value, last)));
    lines.forEach((name, text) -> write(place.resolve("metrics").resolve(key(name)), text));
    settings.forEach(
        (name, value) -> write(place.resolve("params").resolve(key(name)), String.valueOf(value)));
    tags(run).forEach((name, value) -> write(place.resolve("tags").resolve(name), value));
    write(place.resolve("artifacts").resolve("experiment.yaml"), run.experiment());
    writeYaml(place, run(id, runId, run, times, place));
  }

  private static Map<String, Object> experiment(String id, String name, Path place) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("artifact_location", uri(place));
    meta.put("creation_time", 0);
    meta.put("experiment_id", id);
    meta.put("last_update_time", 0);
    meta.put("lifecycle_stage", "active");
    meta.put("name", name);
    return meta;
  }

  private static Map<String, Object> run(
      String experiment, String id, RunFolder run, StepTimes times, Path place) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("artifact_uri", uri(place.resolve("artifacts")));
    meta.put("end_time", times.ended());
    meta.put("entry_point_name", "");
    meta.put("experiment_id", experiment);
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", id);
    meta.put("run_name", run.path().getFileName().toString());
    meta.put("run_uuid", id);
    meta.put("source_name", "");
    meta.put("source_type", LOCAL);
    meta.put("source_version", "");
    meta.put("start_time", times.began());
    meta.put("status", FINISHED);
    meta.put("tags", List.of());
    meta.put("user_id", "");
    return meta;
  }

  private static Map<String, String> tags(RunFolder run) {
    Provenance from = run.provenance();
    Map<String, String> tags = new TreeMap<>();
    tags.put("mlflow.runName", run.path().getFileName().toString());
    tags.put("mlflow.source.name", "ricercar " + from.ricercar());
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("mlflow.source.git.commit", from.git().commit());
    tags.put("ricercar.run", from.run());
    tags.put("ricercar.corpus", from.corpus().name());
    tags.put("ricercar.corpus.fingerprint", from.corpus().fingerprint());
    tags.put("ricercar.cpuSeconds", String.valueOf(from.cpuSeconds()));
    return tags;
  }

  /** Python's float() reads Java's numbers but for infinities. */
  private static String line(long time, double value, long step) {
    String number = String.valueOf(value).replace("Infinity", "inf").replace("NaN", "nan");
    return "%d %s %d\n".formatted(time, number, step);
  }

  /** MLflow takes letters, digits, and these signs; a slash would be a folder. */
  private static String key(String name) {
    return name.replaceAll("[^\\w\\-. ]", "_");
  }

  /** Without the slash that a folder's has once the folder is there. */
  private static String uri(Path place) {
    return place.toUri().toString().replaceFirst("/$", "");
  }

  private static void writeYaml(Path place, Map<String, Object> meta) {
    try {
      write(place.resolve("meta.yaml"), YAML.writeValueAsString(meta));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) {
    AtomicFiles.write(file, text);
  }
}
