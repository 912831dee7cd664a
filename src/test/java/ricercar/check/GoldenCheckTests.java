package ricercar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class GoldenCheckTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path folder;

  @Test
  void thisBuildPassesItsGoldenCases() {
    CheckReport report = GoldenCheck.run(GOLDEN);
    assertThat(report.lines()).noneMatch(line -> line.matches("(FAIL|UNREADABLE) .*"));
    assertThat(report.count(Status.PASS)).isEqualTo(11 + 4 + 3 + 5 + 3 + 4 + 3 + 2 + 2 + 4);
    assertThat(report.count(Status.NOT_BUILT)).isZero();
    assertThat(report.exitStatus()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> aSpoiltLossCaseIsFoundAndTheOthersStillPass() {
    Map<String, Consumer<ObjectNode>> failing = new LinkedHashMap<>();
    failing.put("another loss", c -> c.put("loss", c.get("loss").asDouble() * (1 + 1e-8)));
    failing.put("another gradient", c -> row(c, "gradient").set(2, JSON.valueToTree(0.5)));
    failing.put("another temperature", c -> c.put("tau", 0.2));
    failing.put("another clip", c -> ((ArrayNode) c.get("clip")).set(0, JSON.valueToTree(77)));
    Map<String, Consumer<ObjectNode>> broken = new LinkedHashMap<>();
    broken.put("a loss that is no number", c -> c.put("loss", Double.NaN));
    broken.put("an infinite input", c -> row(c, "z").set(0, JSON.valueToTree(1 / 0.0)));
    broken.put("a ragged input", c -> row(c, "z").remove(0));
    broken.put("rows of another number", c -> ((ArrayNode) c.get("z")).remove(0));
    broken.put("an unknown rule", c -> c.put("rule", "friends"));
    broken.put("a temperature of zero", c -> c.put("tau", 0));
    broken.put("no loss", c -> c.remove("loss"));
    broken.put("no gradient", c -> c.remove("gradient"));
    broken.put("a word for a number", c -> c.put("tau", "cold"));
    broken.put("half a label", c -> row(c, "labels").set(0, JSON.valueToTree(0.5)));
    return Stream.concat(
        failing.entrySet().stream().map(e -> spoilt(e.getKey(), e.getValue(), Status.FAIL)),
        broken.entrySet().stream().map(e -> spoilt(e.getKey(), e.getValue(), Status.UNREADABLE)));
  }

  private DynamicTest spoilt(String what, Consumer<ObjectNode> spoil, Status expected) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          Path directory = folder.resolve(what);
          ObjectNode root = read("contrastive.json");
          ArrayNode cases = (ArrayNode) root.get("cases");
          spoil.accept((ObjectNode) cases.get(3));
          write(directory.resolve("contrastive.json"), root);
          CheckReport report = GoldenCheck.run(directory);
          assertThat(report.cases().get(3).status()).isEqualTo(expected);
          assertThat(report.cases().get(3).detail()).isNotEmpty();
          assertThat(report.count(Status.PASS)).isEqualTo(10);
          assertThat(report.exitStatus()).isEqualTo(1);
        });
  }

  @Test
  void filesThatAreNoJsonAreUnreadableAndStopNothing() throws IOException {
    String text = Files.readString(GOLDEN.resolve("contrastive.json"));
    Files.writeString(folder.resolve("contrastive.json"), text.substring(0, text.length() / 2));
    Files.writeString(folder.resolve("hierarchical.json"), "");
    Files.writeString(folder.resolve("reconstruction.json"), "{\"cases\": [{\"name\": \"one\"}]}");
    Files.copy(GOLDEN.resolve("metrics.json"), folder.resolve("metrics.json"));
    CheckReport report = GoldenCheck.run(folder);
    assertThat(report.count(Status.UNREADABLE)).isEqualTo(3);
    assertThat(report.count(Status.PASS)).isEqualTo(4);
    assertThat(report.exitStatus()).isEqualTo(1);
    assertThat(report.summary()).startsWith("4 passed, 0 failed, 3 unreadable, 0 not built");
  }

  @Test
  void metricsAreComparedToTheLastDigits() throws IOException {
    ObjectNode root = read("metrics.json");
    ArrayNode cases = (ArrayNode) root.get("cases");
    ObjectNode first = (ObjectNode) cases.get(0);
    first.put("ap_macro", first.get("ap_macro").asDouble() + 1e-8);
    ((ArrayNode) cases.get(1).get("auroc_per_tag")).set(2, JSON.valueToTree(0.5));
    ((ArrayNode) cases.get(2).get("scores").get(0)).set(1, JSON.valueToTree(Double.NaN));
    ((ArrayNode) cases.get(3).get("skipped_tags")).removeAll();
    write(folder.resolve("metrics.json"), root);
    assertThat(GoldenCheck.run(folder).cases())
        .extracting(CaseResult::status)
        .containsExactly(Status.FAIL, Status.FAIL, Status.UNREADABLE, Status.FAIL);
  }

  @Test
  void anUndefinedMetricMayBeWrittenAsNull() throws IOException {
    String text =
        """
        {"cases": [{"targets": [[1, 0], [0, 0], [1, 0]], "scores": [[3, 1], [1, 2], [2, 3]],
          "auroc_macro": 1.0, "ap_macro": 1.0, "auroc_per_tag": [1.0, null],
          "ap_per_tag": [1.0, NaN]}]}
        """;
    Files.writeString(folder.resolve("metrics.json"), text);
    assertThat(GoldenCheck.run(folder).exitStatus()).isZero();
  }

  @Test
  void aSampleCnnIsKnownByItsNameOrByItsWeights() throws IOException {
    ObjectNode root = models();
    ArrayNode cases = root.putArray("cases");
    cases.add(sampleCnn().put("name", "Sample-CNN fine-tuned"));
    cases.add(sampleCnn().put("name", "model_a"));
    cases.add(sampleCnn().put("name", "samplecnn_lost"));
    cases.add(sampleCnn().put("name", "samplecnn_torn"));
    ObjectNode spoilt = sampleCnn().put("name", "samplecnn_spoilt");
    row(spoilt, "eval_output").set(0, JSON.valueToTree(9));
    ObjectNode norms = (ObjectNode) spoilt.get("gradient_norms");
    norms.put("blocks.0.conv.weight", norms.get("blocks.0.conv.weight").asDouble() * 1.01);
    cases.add(spoilt);
    ((ObjectNode) root.get("full_size_parameter_counts")).put("samplecnn", 1);
    write(folder.resolve("models/models.json"), root);
    byte[] weights = Files.readAllBytes(GOLDEN.resolve("models/samplecnn.safetensors"));
    for (String name : List.of("Sample-CNN fine-tuned", "model_a", "samplecnn_spoilt")) {
      Files.write(folder.resolve("models/" + name + ".safetensors"), weights);
    }
    Files.write(
        folder.resolve("models/samplecnn_torn.safetensors"),
        java.util.Arrays.copyOf(weights, 40_000));
    CheckReport report = GoldenCheck.run(folder);
    Map<String, CaseResult> byName = new LinkedHashMap<>();
    report.cases().forEach(c -> byName.put(c.name(), c));
    assertThat(byName.get("Sample-CNN fine-tuned").status()).isEqualTo(Status.PASS);
    assertThat(byName.get("model_a").status()).isEqualTo(Status.PASS);
    assertThat(byName.get("samplecnn_lost").detail()).contains("missing");
    assertThat(byName.get("samplecnn_torn").status()).isEqualTo(Status.UNREADABLE);
    assertThat(byName.get("samplecnn_spoilt").status()).isEqualTo(Status.FAIL);
    assertThat(byName.get("samplecnn_spoilt").detail()).containsPattern("evaluation .*above");
    assertThat(byName.get("samplecnn_spoilt").detail()).containsPattern("norms .*above");
    assertThat(byName.get("full-size parameters of samplecnn").status()).isEqualTo(Status.FAIL);
    assertThat(byName.get("full-size parameters of tune_plus").status()).isEqualTo(Status.PASS);
  }

  @Test
  void aDirectoryWithoutGoldenFilesIsRefused() {
    assertThatThrownBy(() -> GoldenCheck.run(folder)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> GoldenCheck.run(folder.resolve("nowhere")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nowhere");
  }

  private static ArrayNode row(ObjectNode golden, String matrix) {
    return (ArrayNode) golden.get(matrix).get(0);
  }

  private static ObjectNode sampleCnn() throws IOException {
    return (ObjectNode) models().get("cases").get(0);
  }

  private static ObjectNode models() throws IOException {
    return read("models/models.json");
  }

  private static ObjectNode read(String file) throws IOException {
    return (ObjectNode) JSON.readTree(GOLDEN.resolve(file).toFile());
  }

  /** Writes NaN as a bare word, as Python does. */
  private static void write(Path file, ObjectNode root) throws IOException {
    Files.createDirectories(file.getParent());
    String text = root.toString().replace("\"NaN\"", "NaN").replace("\"Infinity\"", "Infinity");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
