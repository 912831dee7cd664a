package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;
import ricercar.model.SampleCnnConfig;
import ricercar.sweep.SweepPlan;

class OverridesTests {
  private static final String STUDY =
      """
      training.steps: 2
      profile: small
      profiles:
        small: {training.steps: 3}
      vary:
        - name: a
        - name: b
          training: {steps: 5}
      """;

  @TempDir Path folder;

  @Test
  void aSettingGoesOverTheFileAndItsProfileButUnderTheRow() throws IOException {
    assertThat(steps(Overrides.NONE)).containsExactly(3L, 5L);
    assertThat(steps(Overrides.NONE.set("training.steps", 4))).containsExactly(4L, 5L);
    assertThat(steps(Overrides.NONE.set("training", "{steps: 4}"))).containsExactly(4L, 5L);
  }

  @Test
  void theLastOfSeveralWordsOnASettingWins() throws IOException {
    Overrides twice = Overrides.NONE.set("training.steps", "7").set("training.steps", "8");
    assertThat(steps(twice)).containsExactly(8L, 5L);
    assertThat(steps(Overrides.NONE.set("training.steps", 7).set("training", "{steps: 8}")))
        .containsExactly(8L, 5L);
  }

  @Test
  void valuesAreReadAsYamlUnlessTheyAreValues() throws IOException {
    Overrides texts =
        Overrides.NONE
            .set("contrastive.temperature", "3e-1")
            .set("encoder", "{type: sample-cnn}")
            .set("report.costs", "true")
            .set("seeds", "[4, 5]");
    Overrides values =
        Overrides.NONE
            .set("contrastive.temperature", 0.3)
            .set("encoder.type", "sample-cnn")
            .set("report.costs", true)
            .set("seeds", List.of(4, 5));
    for (Overrides each : List.of(texts, values)) {
      StudyPlan plan = read(STUDY, each);
      Experiment first = plan.rows().get(0).experiments().get(0);
      assertThat(first.contrastive().temperature()).isEqualTo(0.3);
      assertThat(first.encoder()).isEqualTo(SampleCnnConfig.full());
      assertThat(plan.report().costs()).isTrue();
      assertThat(plan.rows().get(0).experiments()).extracting(Experiment::seed).contains(4L, 5L);
    }
    assertThat(read("task: chords\n", Overrides.NONE.set("task", "")).experiments().get(0).task())
        .isEqualTo("style");
  }

  @Test
  void aSettingGoesOverTheCallersCorpusAndUnderTheCallersSeeds() throws IOException {
    Overrides caller =
        new Overrides(null, List.of(9L), CorpusSpec.parse("etudes:quick"))
            .set("corpus.seed", 6)
            .set("seeds", List.of(1));
    Experiment run = read(STUDY, caller).experiments().get(0);
    assertThat(run.corpus()).isEqualTo(new CorpusSpec.Etudes("quick", 6L, "built-in"));
    assertThat(run.seed()).isEqualTo(9);
  }

  @Test
  void aSweepsTrialsAndItsOwnSectionFollow() throws IOException {
    String text =
        """
        vary:
          - {name: untrained, method: untrained}
        sweep:
          axes:
            - {key: contrastive.temperature, values: [0.1, 0.2]}
          sampler: {type: random-search, trials: 4}
        """;
    Overrides over = Overrides.NONE.set("training.steps", 6).set("sweep.sampler.trials", 3);
    SweepPlan plan = SweepPlan.of(StudyFile.read(write(text), over));
    assertThat(plan.trials()).isEqualTo(3);
    assertThat(plan.file().row("trial", List.of()).experiments().get(0).training().steps())
        .isEqualTo(6);
  }

  @Test
  void theTableSaysWhatWasSet() throws IOException {
    Overrides two = Overrides.NONE.set("training.steps", 4).set("task", "key");
    assertThat(read(STUDY, two).report().notes())
        .containsExactly("Other than in the study's file: training.steps = 4, task = \"key\".");
    assertThat(read(STUDY, Overrides.NONE).report().notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trainin.steps  | 5   | --set: there is no setting 'trainin' here   | 'training'",
        "training.stpes | 5   | --set: there is no setting 'training.stpes' | 'steps'",
        "training.steps | ten | --set: 'training.steps' must be a whole number | \"ten\"",
        "training.steps | -1  | --set: training.steps must be               | -1",
        "report.level   | 3   | --set: report.level must be                 | 3",
        "method         | bya | --set: 'method' cannot be 'bya'             | Valid here",
        "vary           | []  | --set: there is no setting 'vary' here      | Valid here",
        "profile        | x   | --set: there is no setting 'profile' here   | Valid here",
        "views          | [1  | --set:1: this is not valid YAML             | flow sequence",
      })
  void whatIsWrongIsSaidWithTheNearestKeyAndItsPlace(
      String key, String value, String message, String remedy) {
    assertThatThrownBy(() -> read(STUDY, Overrides.NONE.set(key, value)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message)
        .hasMessageContaining(remedy);
  }

  private List<Long> steps(Overrides overrides) throws IOException {
    return read(STUDY, overrides).experiments().stream()
        .map(run -> run.training().steps())
        .toList();
  }

  private StudyPlan read(String text, Overrides overrides) throws IOException {
    return StudyPlan.read(write(text), overrides);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), text);
  }
}
