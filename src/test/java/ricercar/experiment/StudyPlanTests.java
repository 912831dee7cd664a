package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ricercar.Problem;
import ricercar.loss.PositiveRule;
import ricercar.model.MachupConfig;
import ricercar.model.MelCnnConfig;
import ricercar.model.SampleCnnConfig;
import ricercar.nn.AttentionKind;
import ricercar.nn.TransformerConfig;

class StudyPlanTests {
  @TempDir Path folder;

  @Test
  void anEmptyFileIsTheDefaults() throws IOException {
    StudyPlan plan = plan("# only a question\n");
    assertThat(plan.question()).isEqualTo("only a question");
    Experiment run = plan.experiments().get(0);
    assertThat(run.method()).isEqualTo(Method.CONTRASTIVE);
    assertThat(run.corpus()).isEqualTo(new CorpusSpec.Etudes("full", 1L, "installed"));
    assertThat(run.task()).isEqualTo("style");
    assertThat(run.encoder()).isEqualTo(MelCnnConfig.standard());
    assertThat(run.seed()).isEqualTo(1);
  }

  @Test
  void laterWordsWinFromDefaultsOverBaseFileAndProfileToCallerAndRow() throws IOException {
    write("base.yaml", "training: {steps: 1, clipsPerBatch: 11}\ncontrastive.temperature: 0.5\n");
    Path file =
        write(
            "study.yaml",
            """
            base: base.yaml
            training.steps: 2
            seeds: [1, 2]
            profile: small
            profiles:
              small: {training.steps: 3, seeds: [7]}
              large: {training.steps: 4}
            vary:
              - name: a
              - name: b
                training.steps: 5
                encoder: {type: sample-cnn}
            """);
    StudyPlan small = StudyPlan.read(file, Overrides.NONE);
    assertThat(small.profile()).isEqualTo("small");
    assertThat(small.experiments()).hasSize(2);
    Experiment a = small.rows().get(0).experiments().get(0);
    Experiment b = small.rows().get(1).experiments().get(0);
    assertThat(List.of(a.training().steps(), b.training().steps())).containsExactly(3L, 5L);
    assertThat(a.training().clipsPerBatch()).isEqualTo(11);
    assertThat(a.contrastive().temperature()).isEqualTo(0.5);
    assertThat(a.seed()).isEqualTo(7);
    assertThat(b.encoder()).isEqualTo(SampleCnnConfig.full());

    Overrides caller =
        new Overrides("large", List.of(4L, 5L, 6L), CorpusSpec.parse("folder:music"));
    StudyPlan large = StudyPlan.read(file, caller);
    assertThat(large.experiments()).hasSize(6);
    Experiment first = large.experiments().get(0);
    assertThat(first.training().steps()).isEqualTo(4);
    assertThat(first.corpus()).isEqualTo(new CorpusSpec.Folder("music"));
  }

  @Test
  void aMappingOfAnotherTypeReplacesTheOneBelow() throws IOException {
    write("base.yaml", "encoder: {type: mel-cnn, bands: 32, channels: [8]}\n");
    StudyPlan plan =
        plan(
            "base: base.yaml\nvary:\n- {name: a}\n- {name: b, encoder: {type: mel-cnn, hop: 256}}\n"
                + "- {name: c, encoder: {type: sample-cnn}}\n");
    List<Experiment> runs = plan.experiments();
    assertThat(runs.get(1).encoder()).isEqualTo(new MelCnnConfig(null, 32, null, 256, List.of(8)));
    assertThat(runs.get(2).encoder()).isEqualTo(SampleCnnConfig.full());
  }

  @Test
  void dottedAndNestedKeysMeanTheSame() throws IOException {
    Experiment dotted =
        plan("contrastive.positives: {type: any-shared, threshold: 2}\n").experiments().get(0);
    Experiment nested =
        plan("contrastive:\n  positives:\n    type: any-shared\n    threshold: 2\n")
            .experiments()
            .get(0);
    assertThat(dotted).isEqualTo(nested);
    assertThat(dotted.contrastive().positives()).isEqualTo(new PositiveRule.AnyShared(2));
  }

  @Test
  void partsOfAMaskedModelMayBeLeftOutAndAreWrittenOutAgain() throws IOException {
    String layers = "{layers: 2, width: 32, heads: 2, feedForward: 64}";
    Experiment run =
        plan("method: machup\nencoder: {type: machup, encoder: %s, decoder: %s}\n"
                .formatted(layers, layers))
            .experiments()
            .get(0);
    TransformerConfig expected = new TransformerConfig(2, 32, 2, 64, 0.1, AttentionKind.SOFTMAX);
    assertThat(run.encoder()).isEqualTo(MachupConfig.of(expected, expected, 128));
    assertThat(Experiment.fromYaml(run.toYaml())).isEqualTo(run);
    assertThat(plan("method: machup\nencoder: {type: machup}\n").experiments().get(0).encoder())
        .isEqualTo(MachupConfig.of(null, null, null));
  }

  @Test
  void aGroupOrChoiceThatNothingFillsInIsMissing() {
    assertThatThrownBy(() -> Experiment.fromYaml("name: a\nprobeEvery: 0\nseed: 1\nthreads: 1\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'method' is missing");
  }

  @Test
  void numbersLike3eMinus4AreNumbers() throws IOException {
    Experiment run = plan("training.learningRate: 3e-4\n").experiments().get(0);
    assertThat(run.training().learningRate()).isEqualTo(3e-4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trainig:\\n  steps: 3        | :2: there is no setting 'trainig' here. | 'training'",
        "training:\\n  step: 3        | :3: there is no setting 'training.step'. | 'steps'",
        "training.steps: many         | :2: 'training.steps' must be a whole number | many",
        "training.steps: 1.5          | :2: 'training.steps' must be a whole number | 1.5",
        "training.clipsPerBatch: 3000000000 | :2: 'training.clipsPerBatch' must be a whole | 3000000000",
        "training.steps: 0            | :2: training.steps must be positive | is 0",
        "training:\\n  warmupSteps: 1\\n  clipNorm: -1 | :4: training.clipNorm | negative",
        "training: 7                  | :2: 'training' must be a group of settings | 7",
        "method: contrastiv           | :2: 'method' cannot be 'contrastiv' | 'contrastive'",
        "encoder: {type: melcnn}      | :2: 'encoder.type' cannot be 'melcnn' | 'mel-cnn'",
        "encoder: {type: sample-cnn, bands: 3} | :2: there is no setting 'encoder.bands' | channels",
        "encoder: {type: mel-cnn, channels: 3} | :2: 'encoder.channels' must be a list | 3",
        "encoder.channels: [1, x]     | :2: 'encoder.channels.1' must be a whole number | x",
        "views: {chain: clrm}         | :2: 'views.chain' cannot be 'clrm' | 'clmr'",
        "views.viewsPerClip: 1        | :2: views.viewsPerClip is 1 | at least 2 views",
        "labels.labelledShare: 1.1    | :2: labels.labelledShare must be within 0 and 1 | 1.1",
        "method: supervised           | : labels.labelledShare is 0 | labels alone",
        "corpus: {type: etudes, tier: huge} | :2: corpus.tier must be quick, full or long | huge",
        "corpus: {type: folder}       | :2: corpus.path is missing | path",
        "seeds: [1, 1]                | :2: 'seeds' must list different whole numbers | [1, 2, 3]",
        "seeds: one                   | :2: 'seeds' must be a list | one",
        "profile: quik\\nprofiles: {quick: {seeds: [1]}} | :2: there is no profile 'quik' | 'quick'",
        "profile: a\\nprofiles: {a: {step: 1}} | :3: there is no setting 'step' here | setting",
        "vary:\\n  - method: untrained | :3: each entry of 'vary' needs a 'name' | row",
        "vary:\\n  - name: a\\n    seed: 3 | :4: there is no setting 'seed' here | setting",
        "vary:\\n  - name: a\\n    probe.epoch: 3 | :4: there is no setting 'probe.epoch' | 'epochs'",
        "vary:\\n  - {name: a}\\n  - {name: a} | :4: two rows are named 'a' | Rename",
        "report.compareTo: b          | :2: report.compareTo names no row: 'b' | Valid here",
        "task: a\\ntask: b            | :3: this is not valid YAML: Duplicate field 'task' | task",
        "training: {steps: 1}\\ntraining.steps: 2 | :3: 'training.steps' is written twice | once",
        "training: [                  | this is not valid YAML | study.yaml",
        "- a                          | :2: settings 'key: value' are expected here | study.yaml",
        "base: missing.yaml           | There is no file | missing.yaml",
        "base: study.yaml             | this base leads back to itself | base"
      })
  void whatIsWrongIsSaidWithFileLineAndRemedy(String body, String message, String remedy)
      throws IOException {
    Path file = write("study.yaml", "# question\n" + body.strip().replace("\\n", "\n") + "\n");
    assertThatThrownBy(() -> StudyPlan.read(file, Overrides.NONE))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message.strip())
        .hasMessageContaining(remedy.strip())
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anErrorInABasePointsToTheBase() throws IOException {
    write("base.yaml", "\n\ntraining: {steps: -1}\n");
    assertThatThrownBy(() -> plan("base: base.yaml\n")).hasMessageContaining("base.yaml:3: ");
  }

  @ParameterizedTest
  @MethodSource("committedStudies")
  void everyCommittedFileResolvesInEveryProfileAndSaysWhatItAsks(Path file) {
    for (String profile : List.of("quick", "laptop", "paper")) {
      StudyPlan plan = StudyPlan.read(file, Overrides.profile(profile));
      assertThat(plan.question()).hasSizeGreaterThan(40);
      assertThat(plan.rows()).hasSizeGreaterThan(1);
      assertThat(plan.rows())
          .filteredOn(row -> row.name().equals(plan.report().compareTo()))
          .singleElement()
          .matches(row -> !row.method().trains());
      for (Experiment run : plan.experiments()) {
        assertThat(Experiment.fromYaml(run.toYaml())).isEqualTo(run);
      }
    }
  }

  static Stream<Path> committedStudies() throws IOException {
    return Files.walk(Path.of("experiments"))
        .filter(file -> file.toString().endsWith(".yaml"))
        .filter(file -> !Files.isDirectory(file));
  }

  private StudyPlan plan(String text) throws IOException {
    return StudyPlan.read(write("study.yaml", text), Overrides.NONE);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
