package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;

class RunExportTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Names the Python that has mlflow 3.17.2 (or mlflow-skinny) and tensorboard 2.21.0. */
  private static final String PYTHON = "RICERCAR_BENCH_PYTHON";

  @TempDir Path folder;
  private Path runs;
  private List<RunRecord> records;

  @BeforeEach
  void makeRuns() {
    runs = folder.resolve("runs");
    SmallRuns.write(runs.resolve("one"), "plain", "contrastive", 1, 3, 3);
    SmallRuns.write(runs.resolve("one"), "Ünï: \"q\" 音楽", "contrastive", 2, 2, 1);
    SmallRuns.write(runs.resolve("two ♪"), "untrained", "untrained", 1, 0, 2);
    records = new RunTree(runs).runs();
  }

  @Test
  void eventFilesHoldEveryNumberInCheckedRecords() throws IOException {
    assertThat(export(RunExport.TENSORBOARD)).isEqualTo(3);
    for (RunRecord run : records) {
      List<Path> files = files(folder.resolve("TENSORBOARD").resolve(run.run()));
      assertThat(files).hasSize(1);
      assertThat(files.get(0).getFileName().toString()).contains(".tfevents.");
      Map<String, List<List<Double>>> read = new TreeMap<>();
      for (EventReader.Point point : EventReader.read(files.get(0))) {
        assertThat(point.seconds())
            .isBetween(seconds(run, RunClock::start), seconds(run, RunClock::end));
        read.computeIfAbsent(point.tag(), tag -> new ArrayList<>())
            .add(List.of((double) point.step(), (double) point.value()));
      }
      assertThat(read).isEqualTo(expected(run, name -> name, true));
    }
  }

  @Test
  void recordsAreByteForByteThoseOfTensorBoardsOwnWriter() {
    // tensorboard 2.21.0: RecordWriter over event_pb2.Event(...).SerializeToString()
    String version =
        "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d";
    String scalar =
        "1f00000000000000514b44180900002040fc54d94110ac022a110a0f0a086cc3b67320e99fb315cdcccc3d"
            + "bd0b038c";
    EventFile events = new EventFile(Instant.ofEpochSecond(1_700_000_000));
    Instant later = Instant.ofEpochMilli(1_700_000_000_500L);
    events.scalar(new RunRecord.Scalar("lös 音", 300, 0.1, later));
    assertThat(HexFormat.of().formatHex(events.bytes())).isEqualTo(version + scalar);
    // The reader of these tests against RFC 3720, B.4.
    assertThat(EventReader.crc32c(new byte[32])).isEqualTo(0x8a9136aa);
  }

  @Test
  void anMlflowStoreHoldsSettingsTagsAndEveryNumber() throws IOException {
    assertThat(export(RunExport.MLFLOW)).isEqualTo(3);
    Path store = folder.resolve("MLFLOW");
    List<String> found = new ArrayList<>();
    for (Path meta : files(store).stream().filter(f -> f.endsWith("meta.yaml")).toList()) {
      JsonNode described = YAML.readTree(meta.toFile());
      Path place = meta.getParent();
      if (!described.has("run_id")) {
        assertThat(described.get("experiment_id").asText())
            .isEqualTo(place.getFileName().toString());
        found.add("experiment " + described.get("name").asText());
        continue;
      }
      RunRecord run = record(Files.readString(place.resolve("tags/ricercar.run")));
      found.add("run " + run.name());
      assertThat(described.get("run_id").asText()).isEqualTo(place.getFileName().toString());
      assertThat(described.get("status").asInt()).isEqualTo(3);
      assertThat(Path.of(URI.create(described.get("artifact_uri").asText())))
          .isEqualTo(place.resolve("artifacts"));
      assertThat(place.resolve("artifacts/experiment.yaml"))
          .hasSameTextualContentAs(run.folder().resolve("experiment.yaml"));
      assertThat(Files.readString(place.resolve("params/training.learningRate")))
          .isEqualTo("0.001");
      assertThat(Files.readString(place.resolve("tags/mlflow.source.git.commit")))
          .isEqualTo(run.provenance().git().commit());
      Map<String, List<List<Double>>> read = new TreeMap<>();
      for (Path metric : files(place.resolve("metrics"))) {
        List<List<Double>> points = new ArrayList<>();
        for (String line : Files.readAllLines(metric)) {
          String[] parts = line.split(" ");
          points.add(List.of(Double.valueOf(parts[2]), Double.valueOf(parts[1])));
        }
        read.put(place.resolve("metrics").relativize(metric).toString(), points);
      }
      assertThat(read).isEqualTo(expected(run, RunExportTests::mlflowName, false));
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            "experiment one",
            "experiment two ♪",
            "run plain",
            "run Ünï: \"q\" 音楽",
            "run untrained");
  }

  @Test
  void aRepeatedExportAddsWhatIsNewAndTouchesNothingElse() throws IOException {
    for (RunExport program : RunExport.values()) {
      export(program);
      Map<Path, Object> before = times(folder.resolve(program.name()));
      SmallRuns.write(runs.resolve("one"), "late " + program, "m", 5, 1, 1);
      records = new RunTree(runs).runs();
      assertThat(export(program)).isEqualTo(1);
      assertThat(times(folder.resolve(program.name()))).containsAllEntriesOf(before);
    }
  }

  @Test
  void whatIsNoNumberStaysNone() throws IOException {
    MetricsLog.Entry entry =
        new MetricsLog.Entry(1, Map.of("loss", Double.NaN, "norm", Double.POSITIVE_INFINITY));
    RunRecord from = records.get(0);
    RunRecord run =
        new RunRecord(
            from.run(),
            from.store(),
            from.folder(),
            from.settings(),
            Map.of(),
            Map.of(),
            List.of(entry),
            List.of(),
            from.provenance());
    RunExport.MLFLOW.write(List.of(run), folder.resolve("m"), Progress.SILENT);
    RunExport.TENSORBOARD.write(List.of(run), folder.resolve("t"), Progress.SILENT);
    Path loss =
        files(folder.resolve("m")).stream().filter(f -> f.endsWith("loss")).findFirst().get();
    assertThat(Files.readString(loss)).endsWith(" NaN 1\n");
    assertThat(EventReader.read(files(folder.resolve("t")).get(0)))
        .extracting(EventReader.Point::value)
        .containsExactlyInAnyOrder(Float.NaN, Float.POSITIVE_INFINITY);
  }

  @Test
  void stepsLieEvenlyBetweenWhatTheSessionsKnow() {
    RunClock clock =
        new RunClock(
            List.of(
                new TimesLog.Session("2026-01-01T00:00:00Z", 100, 50, 50),
                new TimesLog.Session("2026-01-02T00:00:00Z", 300, 20, 20)));
    assertThat(clock.at(0)).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(clock.at(50)).isEqualTo("2026-01-01T00:00:25Z");
    assertThat(clock.at(100)).isEqualTo("2026-01-01T00:00:50Z");
    assertThat(clock.at(200)).isEqualTo("2026-01-02T00:00:10Z");
    assertThat(clock.at(300)).isEqualTo(clock.end()).isEqualTo("2026-01-02T00:00:20Z");
  }

  @Test
  void mlflowItselfReadsWhatWasWritten() throws Exception {
    export(RunExport.MLFLOW);
    List<JsonNode> read = readBy("mlflow", folder.resolve("MLFLOW"));
    assertThat(read).hasSize(3);
    for (JsonNode found : read) {
      RunRecord run = record(found.get("run").asText());
      assertThat(scalars(found)).isEqualTo(expected(run, RunExportTests::mlflowName, false));
      assertThat(found.get("store").asText()).isEqualTo(run.store());
      assertThat(found.get("title").asText())
          .isEqualTo(run.name() + ", seed " + run.provenance().seed());
      assertThat(found.get("status").asText()).isEqualTo("FINISHED");
      assertThat(found.get("parameters").get("training.steps").asText())
          .isEqualTo(run.settings().get("training.steps").toString());
      assertThat(found.get("parameters").size()).isEqualTo(run.settings().size());
      assertThat(found.get("tags").get("corpus").asText()).isEqualTo("études ♪");
      assertThat(found.get("artifacts").toString())
          .isEqualTo("[\"experiment.yaml\",\"provenance.json\"]");
    }
  }

  @Test
  void tensorBoardItselfReadsWhatWasWritten() throws Exception {
    export(RunExport.TENSORBOARD);
    List<JsonNode> read = readBy("tensorboard", folder.resolve("TENSORBOARD"));
    assertThat(read).hasSize(3);
    for (JsonNode found : read) {
      RunRecord run = record(found.get("run").asText());
      assertThat(scalars(found)).isEqualTo(expected(run, name -> name, true));
      assertThat(found.get("start").asDouble() / 1e3)
          .isCloseTo(seconds(run, RunClock::start), within(1e-3));
    }
  }

  private int export(RunExport program) {
    return program.write(records, folder.resolve(program.name()), Progress.SILENT);
  }

  private RunRecord record(String run) {
    return records.stream().filter(r -> r.run().equals(run)).findFirst().orElseThrow();
  }

  /** By name: steps and values, worked out from the run's own files. */
  private static Map<String, List<List<Double>>> expected(
      RunRecord run, UnaryOperator<String> name, boolean single) {
    RunFolder files = RunFolder.read(run.folder());
    Map<String, List<List<Double>>> all = new TreeMap<>();
    for (MetricsLog.Entry entry : files.history()) {
      entry.values().forEach((n, v) -> put(all, name.apply(n), entry.step(), v, single));
    }
    long last = Long.parseLong(run.settings().get("training.steps").toString());
    files.result().metrics().forEach((n, v) -> put(all, "test/" + n, last, v, single));
    files
        .result()
        .measures()
        .forEach((n, v) -> put(all, "measure/" + name.apply(n), last, v, single));
    return all;
  }

  private static void put(
      Map<String, List<List<Double>>> all, String name, long step, double value, boolean single) {
    all.computeIfAbsent(name, n -> new ArrayList<>())
        .add(List.of((double) step, single ? (double) (float) value : value));
  }

  private static String mlflowName(String name) {
    return name.replace('\'', '_');
  }

  private static Map<String, List<List<Double>>> scalars(JsonNode run) {
    Map<String, List<List<Double>>> all = new TreeMap<>();
    run.get("scalars")
        .fields()
        .forEachRemaining(
            field ->
                field
                    .getValue()
                    .forEach(
                        point ->
                            put(
                                all,
                                field.getKey(),
                                point.get(0).asLong(),
                                point.get(1).asDouble(),
                                false)));
    return all;
  }

  private List<JsonNode> readBy(String program, Path place) throws Exception {
    String python = System.getenv(PYTHON);
    assumeTrue(python != null && !python.isBlank(), PYTHON + " is not set");
    Path script = folder.resolve("read_exports.py");
    try (InputStream in = RunExportTests.class.getResourceAsStream("read_exports.py")) {
      Files.copy(in, script);
    }
    Process process =
        new ProcessBuilder(python, "-W", "ignore", script.toString(), program, place.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assumeTrue(code != 3, "the Python of " + PYTHON + " has no " + program);
    assertThat(code).as(program + " ended with an error").isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.lines().skip(1).toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static double seconds(RunRecord run, Function<RunClock, Instant> when) {
    return when.apply(new RunClock(run.provenance().sessions())).toEpochMilli() / 1e3;
  }

  private static Map<Path, Object> times(Path place) throws IOException {
    Map<Path, Object> times = new TreeMap<>();
    for (Path file : files(place)) {
      times.put(file, Files.readAttributes(file, "unix:ino,lastModifiedTime").toString());
    }
    return times;
  }

  private static List<Path> files(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
