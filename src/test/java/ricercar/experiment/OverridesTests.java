package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;
import ricercar.model.MelCnnConfig;
import ricercar.model.SampleCnnConfig;

class OverridesTests {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aStudyWithAProfileAndRows() throws IOException {
    file =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            training: {steps: 1, clipsPerBatch: 11}
            encoder: {type: mel-cnn, bands: 32, channels: [8]}
            profile: small
            profiles:
              small: {training.steps: 2, seeds: [7]}
            vary:
              - name: a
              - {name: b, training.steps: 5}
            """);
  }

  @Test
  void aSettingLiesOverTheFileAndItsProfileAndUnderTheRow() {
    StudyPlan plan = read(Overrides.NONE.set("training.steps=3"));
    Experiment a = plan.rows().get(0).experiments().get(0);
    Experiment b = plan.rows().get(1).experiments().get(0);
    assertThat(List.of(a.training().steps(), b.training().steps())).containsExactly(3L, 5L);
    assertThat(a.training().clipsPerBatch()).isEqualTo(11);
    assertThat(a.seed()).isEqualTo(7);
  }

  @Test
  void valuesAreYaml() {
    assertThat(first(Overrides.NONE.set("encoder.channels=[4, 8]")).encoder())
        .isEqualTo(new MelCnnConfig(null, 32, null, null, List.of(4, 8)));
    assertThat(first(Overrides.NONE.set("encoder={type: sample-cnn}")).encoder())
        .isEqualTo(SampleCnnConfig.full());
    assertThat(first(Overrides.NONE.set("training.learningRate=3e-4")).training().learningRate())
        .isEqualTo(3e-4);
    assertThat(first(Overrides.NONE.set("task=a=b")).task()).isEqualTo("a=b");
    assertThat(first(Overrides.NONE.set("task=")).task()).isEqualTo("style");
    assertThat(read(Overrides.NONE.set("seeds=[4, 5]")).experiments()).hasSize(4);
    assertThat(read(Overrides.NONE.set("report.level=0.9")).report().level()).isEqualTo(0.9);
  }

  @Test
  void aLaterSettingLiesOverAnEarlierOne() {
    Overrides two = Overrides.NONE.set("encoder.type", "mel-cnn").set("encoder.hop", 256);
    assertThat(first(two).encoder()).isEqualTo(new MelCnnConfig(null, 32, null, 256, List.of(8)));
    Overrides turned = Overrides.NONE.set("encoder.hop", 256).set("encoder", "{type: sample-cnn}");
    assertThat(first(turned).encoder()).isEqualTo(SampleCnnConfig.full());
    Overrides again = Overrides.NONE.set("training.steps", 3).set("training.steps", 4);
    assertThat(first(again).training().steps()).isEqualTo(4);
  }

  @Test
  void seedsAndACorpusOfTheirOwnWinOverSettings() {
    Overrides both = new Overrides(null, List.of(9L), CorpusSpec.parse("folder:music"));
    Experiment run = first(both.set("seeds=[1]").set("corpus={type: etudes, tier: quick}"));
    assertThat(run.seed()).isEqualTo(9);
    assertThat(run.corpus()).isEqualTo(new CorpusSpec.Folder("music"));
  }

  @Test
  void theTableSaysWhatWasSet() {
    assertThat(read(Overrides.NONE.set("training.steps=3").set("task=key")).report().notes())
        .containsExactly("Other than in the study's file: training.steps = 3, task = key.");
    assertThat(read(Overrides.NONE).report().notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trainig.steps=3   | --set: there is no setting 'trainig' here. | 'training'",
        "training.step=3   | --set: there is no setting 'training.step'. | 'steps'",
        "training.steps=x  | --set: 'training.steps' must be a whole number | x",
        "training.steps=0  | --set: training.steps must be positive | is 0",
        "encoder={type: melcnn} | --set: 'encoder.type' cannot be 'melcnn' | 'mel-cnn'",
        "encoder={type: mel-cnn, channels: [1, x]} | --set: 'encoder.channels.1' must be | x",
        "vary=[]           | --set: there is no setting 'vary' here. | Valid here: codec",
        "name=a            | --set: there is no setting 'name' here. | setting",
        "seeds=[1, 1]      | --set: 'seeds' must list different whole numbers | [1, 2, 3]",
        "training={        | --set: the value of 'training' is not valid YAML | flow node",
        "training.steps    | --set: 'training.steps' is no KEY=VALUE | training.steps=500",
        "=3                | --set: '=3' is no KEY=VALUE | training.steps=500"
      })
  void whatIsWrongIsSaidAsOfAFile(String assignment, String message, String remedy) {
    assertThatThrownBy(() -> read(Overrides.NONE.set(assignment.strip())))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message.strip())
        .hasMessageContaining(remedy.strip())
        .message()
        .doesNotContain("\n");
  }

  private Experiment first(Overrides overrides) {
    return read(overrides).experiments().get(0);
  }

  private StudyPlan read(Overrides overrides) {
    return StudyPlan.read(file, overrides);
  }
}
