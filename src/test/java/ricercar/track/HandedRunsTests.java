package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;

class HandedRunsTests {
  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void aRun() {
    run = FinishedRunsOnDisk.make(folder.resolve("runs/store"), "a", 1, 6, "100");
  }

  @Test
  void tensorBoardsRecordsHoldWhatTheRunMeasured() throws IOException {
    write(RunExport.TENSORBOARD, folder.resolve("tb"));
    EventRecords events =
        EventRecords.read(
            only(folder.resolve("tb").resolve("store").resolve(run.path().getFileName())));
    assertThat(events.version()).isEqualTo("brain.Event:2");
    assertThat(events.scalars().get("loss")).isEqualTo(Map.of(1L, 6f, 2L, 3f, 3L, 2f));
    assertThat(events.scalars().get("learningRate"))
        .isEqualTo(Map.of(1L, 1e-3f, 2L, Float.NaN, 3L, 1e-3f));
    assertThat(events.scalars().get("test/accuracy")).isEqualTo(Map.of(3L, 0.75f));
    assertThat(events.scalars().get("measure/parameters (all)")).isEqualTo(Map.of(3L, 305_856f));
    double began = new RunClock(run.provenance().sessions()).start().toEpochMilli() / 1e3;
    assertThat(events.firstTime()).isEqualTo(began);
  }

  @Test
  void mlflowsFilesHoldWhatTheRunMeasured() throws IOException {
    write(RunExport.MLFLOW, folder.resolve("mlruns"));
    Path experiment = only(folder.resolve("mlruns"));
    JsonNode meta = new YAMLMapper().readTree(experiment.resolve("meta.yaml").toFile());
    assertThat(meta.get("name").asText()).isEqualTo("store");
    assertThat(meta.get("experiment_id").isTextual()).isTrue();
    assertThat(meta.get("experiment_id").asText()).isEqualTo(experiment.getFileName().toString());
    Path place = only(experiment, file -> Files.isDirectory(file));
    JsonNode its = new YAMLMapper().readTree(place.resolve("meta.yaml").toFile());
    assertThat(its.get("status").asInt()).isEqualTo(3);
    assertThat(its.get("run_id").isTextual()).isTrue();
    assertThat(its.get("end_time").asLong()).isGreaterThanOrEqualTo(its.get("start_time").asLong());
    List<String> losses = Files.readAllLines(place.resolve("metrics/loss"));
    assertThat(losses).hasSize(3);
    assertThat(losses.get(1)).matches("\\d{13} 3\\.0 2");
    assertThat(place.resolve("metrics/learningRate")).content().contains(" NaN 2\n");
    assertThat(place.resolve("metrics/test/accuracy")).content().endsWith(" 0.75 3\n");
    assertThat(place.resolve("metrics/measure/parameters _all_")).content().contains(" 305856.0 3");
    assertThat(place.resolve("params/training.steps")).hasContent("100");
    assertThat(place.resolve("params/encoder.channels")).hasContent("[4,8]");
    assertThat(place.resolve("tags/corpus.fingerprint")).hasContent("f00d");
    assertThat(place.resolve("artifacts/experiment.yaml")).hasContent(run.experiment());
  }

  @Test
  void writingAgainChangesNothing() throws IOException {
    for (RunExport format : RunExport.values()) {
      Path place = folder.resolve("again").resolve(format.name());
      write(format, place);
      String before = listing(place);
      write(format, place);
      assertThat(listing(place)).isEqualTo(before).isNotEmpty();
    }
  }

  @Test
  void stepsLieEvenlyInTheirSessions() {
    RunClock clock =
        new RunClock(
            List.of(
                new TimesLog.Session("2026-01-01T00:00:00Z", 10, 100, 0),
                new TimesLog.Session("2026-01-02T00:00:00Z", 30, 40, 0)));
    assertThat(clock.at(0)).isEqualTo("2026-01-01T00:00:00Z").isEqualTo(clock.start());
    assertThat(clock.at(5)).isEqualTo("2026-01-01T00:00:50Z");
    assertThat(clock.at(10)).isEqualTo("2026-01-01T00:01:40Z");
    assertThat(clock.at(20)).isEqualTo("2026-01-02T00:00:20Z");
    assertThat(clock.at(30)).isEqualTo("2026-01-02T00:00:40Z").isEqualTo(clock.end());
  }

  /** MLflow and TensorBoard themselves, if RICERCAR_BENCH_PYTHON names a Python that has both. */
  @Test
  void theRealProgramsReadTheSameNumbers() throws Exception {
    String python = System.getenv("RICERCAR_BENCH_PYTHON");
    assumeTrue(python != null && !python.isBlank(), "RICERCAR_BENCH_PYTHON is not set");
    assumeTrue(has(python), "that Python has no mlflow or no tensorboard");
    write(RunExport.TENSORBOARD, folder.resolve("tb"));
    write(RunExport.MLFLOW, folder.resolve("mlruns"));
    Process process =
        new ProcessBuilder(
                python,
                "src/test/resources/ricercar/track/read_handed_runs.py",
                folder.resolve("tb").resolve("store").resolve(run.path().getFileName()).toString(),
                folder.resolve("mlruns").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    JsonNode seen = new ObjectMapper().readTree(out);
    for (String program : List.of("tensorboard", "mlflow")) {
      assertThat(seen.at("/" + program + "/loss").toString())
          .as(program)
          .isEqualTo("[[1,6.0],[2,3.0],[3,2.0]]");
      assertThat(seen.at("/" + program + "/learningRate/1/1").asText()).isEqualTo("nan");
    }
    assertThat(seen.at("/tensorboard/test~1accuracy").toString()).isEqualTo("[[3,0.75]]");
    assertThat(seen.at("/mlflow/test~1accuracy").toString()).isEqualTo("[[3,0.75]]");
    assertThat(seen.at("/mlflow_run/status").asText()).isEqualTo("FINISHED");
    assertThat(seen.at("/mlflow_run/name").asText()).isEqualTo("a, seed 1");
    assertThat(seen.at("/mlflow_run/experiment").asText()).isEqualTo("store");
    assertThat(seen.at("/mlflow_run/params/training.steps").asText()).isEqualTo("100");
    assertThat(seen.at("/mlflow_run/artifacts").toString())
        .isEqualTo("[\"experiment.yaml\",\"provenance.json\"]");
  }

  private static boolean has(String python) throws Exception {
    return new ProcessBuilder(python, "-c", "import mlflow, tensorboard")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private void write(RunExport format, Path place) {
    format.write(new RunTree(folder.resolve("runs")).runs(), place, Progress.SILENT);
  }

  private static Path only(Path place) throws IOException {
    return only(place, file -> true);
  }

  private static Path only(Path place, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> inside = Files.list(place)) {
      List<Path> all = inside.filter(wanted).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static String listing(Path place) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> all = Files.walk(place)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        text.append(place.relativize(file)).append(' ');
        text.append(
            ricercar.files.Sha256.of(
                file.toFile().length() + Files.readString(file, StandardCharsets.ISO_8859_1)));
        text.append('\n');
      }
    }
    return text.toString();
  }
}
