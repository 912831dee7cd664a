package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;

/** What the programs themselves read of an export; skipped where they are not installed. */
class RunExportPeerTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names the Python that has mlflow 3.17.2 (or mlflow-skinny) and tensorboard 2.21.0. */
  private static final String PYTHON = "RICERCAR_BENCH_PYTHON";

  @TempDir Path folder;
  private List<RunRecord> records;

  @BeforeEach
  void makeRuns() {
    Path runs = folder.resolve("runs");
    SmallRuns.write(runs.resolve("one"), "plain", "contrastive", 1, 3, 3);
    SmallRuns.write(runs.resolve("one"), "Ünï: \"q\" 音楽", "contrastive", 2, 2, 1);
    SmallRuns.write(runs.resolve("two ♪"), "untrained", "untrained", 1, 0, 2);
    records = new RunTree(runs).runs();
  }

  @Test
  void mlflowItselfReadsWhatWasWritten() throws Exception {
    export(RunExport.MLFLOW);
    List<JsonNode> read = readBy("mlflow", folder.resolve("MLFLOW"));
    assertThat(read).hasSize(3);
    for (JsonNode found : read) {
      RunRecord run = record(found.get("run").asText());
      assertThat(scalars(found))
          .isEqualTo(RunExportTests.expected(run, RunExportTests::mlflowName, false));
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
      assertThat(scalars(found)).isEqualTo(RunExportTests.expected(run, name -> name, true));
      assertThat(found.get("start").asDouble() / 1e3)
          .isCloseTo(RunExportTests.seconds(run, RunClock::start), within(1e-3));
    }
  }

  private int export(RunExport program) {
    return program.write(records, folder.resolve(program.name()), Progress.SILENT);
  }

  private RunRecord record(String run) {
    return records.stream().filter(r -> r.run().equals(run)).findFirst().orElseThrow();
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
                            RunExportTests.put(
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
    try (InputStream in = RunExportPeerTests.class.getResourceAsStream("read_exports.py")) {
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
}
