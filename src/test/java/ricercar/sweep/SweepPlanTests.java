package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.experiment.Experiment;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.experiment.StudyPlan;

class SweepPlanTests {
  @TempDir Path folder;

  @Test
  void aTrialHasARunForEachSeedWithItsValuesOverTheFiles() throws IOException {
    SweepPlan plan =
        plan(
            "{key: contrastive.temperature, symbol: τ, values: [0.05, 0.2]}",
            "{key: labels.labelledShare, symbol: p_s, values: [0.1, 1]}");
    assertThat(plan.trials()).isEqualTo(4);
    StudyPlan.Row last = plan.row(nth(plan, 3));
    assertThat(last.name()).isEqualTo("τ = 0.2, p_s = 1");
    assertThat(last.experiments()).extracting(Experiment::seed).containsExactly(4L, 7L);
    assertThat(last.experiments().get(0).contrastive().temperature()).isEqualTo(0.2);
    assertThat(last.experiments().get(0).labels().labelledShare()).isEqualTo(1);
  }

  @Test
  void valuesOfSeveralSettingsChangeTogether() throws IOException {
    SweepPlan plan =
        plan(
            "{key: \"*\", symbol: M, names: [two, four], values: [{views.viewsPerClip: 2,"
                + " training.clipsPerBatch: 8}, {views.viewsPerClip: 4, training.clipsPerBatch:"
                + " 4}]}");
    StudyPlan.Row four = plan.row(nth(plan, 1));
    assertThat(four.name()).isEqualTo("M = four");
    assertThat(four.experiments().get(0).views().viewsPerClip()).isEqualTo(4);
    assertThat(four.experiments().get(0).training().clipsPerBatch()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {key: contrastive.temprature, values: [1, 2]} | temperature
          {key: contrastive.temperature, values: [warm, 0.1]} | must be a number
          {key: contrastive.temperature, values: [0.1, -1]} | temperature
          {key: contrastive.temperature, values: [0.1, 0.1]} | lists a value twice
          {key: contrastive.temperature, from: 1, to: 0.1} | needs from < to
          {key: contrastive.temperature, from: 0, to: 1, scale: logarithmic} | above 0
          {key: contrastive.temperature, from: 0.1, to: 1, scale: log} | linear or logarithmic
          {key: contrastive.temperature, from: 0.1} | either 'values' or both
          {key: training.clipsPerBatch, from: 4, to: 8.5, whole: true} | one whole number
          {key: machup.maskRatio, values: [0.1, 0.5]} | changes nothing
          {key: seed, values: [1, 2]} | seeds are no axis
          {key: '*', values: [{a: 1}]} | 'symbol'
          {values: [1, 2]} | needs a 'key'
          """)
  void aBadAxisIsRefusedWithFileAndLine(String axis, String complaint) {
    assertThatThrownBy(() -> plan(axis))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("study.yaml:")
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels", "labels.labelledShare"})
  void axesThatContradictEachOtherAreNamed(String other) {
    assertThatThrownBy(
            () ->
                plan(
                    "{key: labels.labelledShare, values: [0.1, 1]}",
                    "{key: %s, values: [{labelledShare: 0.5}, {labelledShare: 1}]}"
                        .formatted(other)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("study.yaml:")
        .hasMessageContaining("set the same thing");
  }

  @Test
  void anUnknownSamplerIsNamedBesideTheKnownOnes() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    title: Coins
                    seeds: [1]
                    sweep:
                      axes: [{key: contrastive.temperature, values: [0.1]}]
                      sampler: {type: gird}
                    """))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("study.yaml:5")
        .hasMessageContaining("grid");
  }

  @Test
  void aGridOfRealNumbersIsRefused() {
    assertThatThrownBy(() -> plan("{key: contrastive.temperature, from: 0.1, to: 1}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("range of real numbers");
  }

  static Stream<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("experiments/sweeps"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyStudyFileOfASweepReadsInEverySizeAndShowsItsBaselines(Path file) {
    for (String profile : List.of("quick", "laptop", "paper")) {
      SweepPlan plan = SweepPlan.of(StudyFile.read(file, Overrides.profile(profile)));
      assertThat(plan.trials()).as("%s in %s", file, profile).isGreaterThan(1);
      assertThat(plan.file().plan().rows().stream().map(StudyPlan.Row::name))
          .contains("mel statistics", "untrained");
    }
  }

  private static Proposal nth(SweepPlan plan, int n) {
    List<Proposal> proposed = new ArrayList<>();
    for (int i = 0; i <= n; i++) {
      proposed.add(plan.propose(List.copyOf(proposed), List.of()));
    }
    return proposed.get(n);
  }

  private SweepPlan plan(String... axes) throws IOException {
    return read(
        """
        title: Coins
        seeds: [4, 7]
        sweep:
          sampler: {type: grid}
          axes:
            - %s
        """
            .formatted(String.join("\n    - ", axes)));
  }

  private SweepPlan read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    return SweepPlan.of(StudyFile.read(file, Overrides.NONE));
  }
}
