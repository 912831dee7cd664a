package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.sweep.SweepPlan;

/** The schema as an editor reads it: by com.networknt:json-schema-validator 2.0.8. */
class StudySchemaTests {
  private static final Path FILE = Path.of("experiments/schema.json");
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(StudySchema.json(SweepPlan.sections()));

  @TempDir Path folder;

  @Test
  void theCommittedSchemaIsTheOneOfTheRecords() throws IOException {
    assertThat(Files.readString(FILE))
        .as("Settings have changed: run './ricercar schema' and commit %s.", FILE)
        .isEqualTo(StudySchema.json(SweepPlan.sections()));
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyStudyIsValidAndTellsAnEditorWhereItsSchemaIs(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(errors(text)).isEmpty();
    String first = text.lines().findFirst().orElse("");
    assertThat(first).startsWith(StudySchema.EDITOR_LINE);
    assertThat(file.resolveSibling(first.replaceFirst(".*=", "")).normalize()).isEqualTo(FILE);
    assertThat(StudyPlan.read(file, Overrides.NONE).question())
        .isNotEmpty()
        .doesNotContain("$schema");
  }

  static Stream<Path> studies() throws IOException {
    return StudyPlanTests.committedStudies();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task: style",
        "corpus.tier: quick",
        "corpus: {type: etudes, tier: quick}",
        "corpus: {tier: quick}",
        "training.learningRate: 3e-4",
        "training: {steps: 3}",
        "contrastive: {positives.threshold: 2}",
        "machup.masking: {type: spans}",
        "siamese: null",
        "seeds: [4, 5]",
        "report.claims: [{row: a, over: b, margin: 0.02}]",
        "title: 7",
        "profiles: {quick: {training.steps: 1}, laptop.corpus: {tier: full}}",
        "profiles: {quick.training.steps: 3}",
        "vary: [{name: a, encoder.channels: [4, 8]}]",
        "sweep: {axes: [{key: training.steps, values: [1, 2]}], sampler: {type: grid}}",
        "sweep.window: 2",
        "oracle: {budgets: [4], strategy: {type: hybrid, first: {type: margin}, then.type:"
            + " random}}",
        "profiles: {quick: {sweep.sampler: {type: random-search, trials: 4}}}",
        "{}"
      })
  void whatTheReaderTakesIsValid(String text) throws IOException {
    assertThat(errors(text)).isEmpty();
    if (!text.contains("spans") && !text.contains("row:")) {
      Path file = Files.writeString(folder.resolve("study.yaml"), text + "\n");
      assertThatCode(() -> StudyPlan.read(file, Overrides.NONE)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trainig: {steps: 3}",
        "trainig.steps: 3",
        "training.step: 3",
        "training: {step: 3}",
        "training.steps: many",
        "training.steps: 1.5",
        "training: 7",
        "training.learningRate: fast",
        "method: contrastiv",
        "encoder: {type: melcnn}",
        "encoder.type: melcnn",
        "encoder: {type: sample-cnn, bands: 3}",
        "encoder: {type: mel-cnn, channels: 3}",
        "encoder.channels: [1, x]",
        "views: {chain: clrm}",
        "probe.epochs: null\nviews.samples: null",
        "seeds: one",
        "vary: [{method: untrained}]",
        "vary: [{name: a, seed: 3}]",
        "vary: [{name: a, probe.epoch: 3}]",
        "vary: [{name: a, report.level: 0.9}]",
        "profile: a\nprofiles: {a: {step: 1}}",
        "profile: a\nprofiles: {a: {vary: [{name: b}]}}",
        "profile: a\nprofiles: {a.step: 1}",
        "report.claims: [{row: a}]",
        "report: {reported: [{name: a}]}",
        "probes: [{task: key}]",
        "name: a",
        "sweeep: {axes: []}",
        "oracle: {budgets: [4], strategy: {type: hybrid, first: {type: margni}}}",
        "- a"
      })
  void whatTheReaderRefusesIsNot(String text) throws IOException {
    assertThat(errors(text)).isNotEmpty();
    Path file = Files.writeString(folder.resolve("study.yaml"), text + "\n");
    assertThatThrownBy(() -> StudyPlan.read(file, Overrides.NONE)).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "axes: [{key: training.steps, valeus: [1, 2]}], sampler: {type: grid}",
        "axes: [{key: training.steps, values: [1, 2]}], sampler: {type: gird}",
        "axes: [{key: training.steps, values: [1, 2]}], sampler: {type: grid, trials: 3}",
        "axes: [{key: training.steps, values: 3}], sampler: {type: grid}",
        "axes: [{key: training.steps, values: [1, 2]}], sampler: {type: grid}, windwo: 2",
        "axes: [{key: training.steps, values: [1, 2]}], sampler: {type: grid}, window: two"
      })
  void whatSweepsRefuseIsNotEither(String section) throws IOException {
    String text = "sweep: {" + section + "}\n";
    assertThat(errors(text)).isNotEmpty();
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    StudyFile study = StudyFile.read(file, Overrides.NONE);
    assertThatThrownBy(() -> SweepPlan.of(study)).isInstanceOf(Problem.class);
  }

  private static List<Error> errors(String text) {
    return SCHEMA.validate(text, InputFormat.YAML);
  }
}
