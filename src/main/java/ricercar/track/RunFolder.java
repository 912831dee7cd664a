package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.FileHold;

/**
 * One run on disk: {@code experiment.yaml}, {@code metrics.jsonl}, {@code times.jsonl}, {@code
 * checkpoints/}, and when it is finished {@code provenance.json} and {@code result.json}, the last
 * to be written.
 */
public final class RunFolder implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final Path path;
  private final RunIdentity identity;
  private final FileHold hold;
  private final MetricsLog metrics;
  private final TimesLog times;

  private RunFolder(
      Path path, RunIdentity identity, FileHold hold, MetricsLog metrics, TimesLog times) {
    this.path = path;
    this.identity = identity;
    this.hold = hold;
    this.metrics = metrics;
    this.times = times;
  }

  static RunFolder open(Path path, RunIdentity identity, FileHold hold) {
    AtomicFiles.write(path.resolve("experiment.yaml"), identity.resolved());
    return new RunFolder(
        path, identity, hold, new MetricsLog(metricsFile(path)), new TimesLog(timesFile(path)));
  }

  static RunFolder finished(Path path) {
    return new RunFolder(path, null, null, null, null);
  }

  /** A finished run, wherever it lies. */
  public static RunFolder read(Path path) {
    if (!Files.exists(path.resolve("experiment.yaml"))) {
      throw new Problem(path + " is no run.", "Name a folder that './ricercar run' made.");
    }
    if (!isFinished(path)) {
      throw new Problem(
          "The run " + path + " is not finished.", "Let './ricercar run' finish its study first.");
    }
    return finished(path);
  }

  static boolean isFinished(Path path) {
    return Files.exists(path.resolve("result.json"));
  }

  public Path path() {
    return path;
  }

  public boolean isFinished() {
    return isFinished(path);
  }

  /** To append to, while the run is open and not finished. */
  public MetricsLog metrics() {
    return open(metrics);
  }

  public TimesLog times() {
    return open(times);
  }

  /** Where training keeps its checkpoints; may not exist yet. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Where a run keeps what its encoder made of some clips while it learnt; may not exist. */
  public Path looks() {
    return path.resolve("looks");
  }

  /** What was measured so far, step by step. */
  public List<MetricsLog.Entry> history() {
    return MetricsLog.read(metricsFile(path));
  }

  /** The experiment with every default filled in, as YAML. */
  public String experiment() {
    try {
      return Files.readString(path.resolve("experiment.yaml"));
    } catch (IOException e) {
      throw unreadable("experiment.yaml", e);
    }
  }

  public RunResult result() {
    return read("result.json", RunResult.class);
  }

  public Provenance provenance() {
    return read("provenance.json", Provenance.class);
  }

  /** Writes provenance and result; from now on the run is loaded instead of repeated. */
  public void finish(RunResult result) {
    long lastStep = history().stream().mapToLong(MetricsLog.Entry::step).max().orElse(0);
    times().mark(lastStep);
    metrics().sync();
    write("provenance.json", Provenance.of(identity, TimesLog.read(timesFile(path))), true);
    write("result.json", result, false);
  }

  @Override
  public void close() {
    if (hold != null && hold.isHeld()) {
      metrics.close();
      times.close();
      RunStore.release(hold);
    }
  }

  private <T> T open(T log) {
    if (hold == null || !hold.isHeld()) {
      throw new IllegalStateException("run " + path + " is not open for writing");
    }
    return log;
  }

  private void write(String name, Object value, boolean indented) {
    try {
      String text =
          indented
              ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value)
              : JSON.writeValueAsString(value);
      AtomicFiles.write(path.resolve(name), text + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private <T> T read(String name, Class<T> type) {
    try {
      return JSON.readValue(path.resolve(name).toFile(), type);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private Problem unreadable(String name, IOException cause) {
    return new Problem(
        "Cannot read " + path.resolve(name) + ".",
        "If the folder was edited or copied in part, delete it; the run is then made again.",
        cause);
  }

  private static Path metricsFile(Path path) {
    return path.resolve("metrics.jsonl");
  }

  private static Path timesFile(Path path) {
    return path.resolve("times.jsonl");
  }
}
