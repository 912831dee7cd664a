package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Overrides;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.files.AtomicFiles;
import ricercar.geometry.ProjectionMethod;
import ricercar.track.RunStore;

/** Spaces and maps of a small study, with its weights and once they are gone. */
class SpacesTests {
  private static final String STUDY =
      """
      # What is left to see of runs without weights?
      title: Small
      corpus: {type: etudes, tier: quick}
      views: {viewsPerClip: 2, samples: 16000, chain: none}
      training: {steps: 2, clipsPerBatch: 4, warmupSteps: 1, checkpointEvery: 2}
      probe: {epochs: 2, patience: 1}
      labels.labelledShare: 0.0
      probeEvery: 0
      threads: 1
      report.resamples: 200
      vary:
      """;

  @TempDir Path folder;

  @Test
  void rowsWhoseWeightsWereNotKeptAreLeftOutAndNamed() throws IOException {
    StudyPlan plan =
        plan(
            "  - {name: untrained, method: untrained}\n"
                + "  - {name: first}\n"
                + "  - {name: second, views.chain: semisupcon}\n");
    StudyReport report = report(plan);

    Spaces all = Spaces.of(report, Progress.SILENT);
    assertThat(all.byRow()).containsOnlyKeys("untrained", "first", "second");
    assertThat(all.numbers().notes()).hasSize(2);
    assertThat(report.maps().map(ProjectionMethod.PCA, Progress.SILENT).page())
        .contains("Test clips")
        .doesNotContain("weights were not kept");

    forget(report, "first");
    StudyReport later = report(plan);
    Spaces some = Spaces.of(later, Progress.SILENT);

    assertThat(some.byRow().keySet()).containsExactly("untrained", "second");
    assertThat(some.byRow().get("second").rows()).isDeepEqualTo(all.byRow().get("second").rows());
    assertThat(some.numbers().notes())
        .hasSize(3)
        .last()
        .isEqualTo("Without first: their weights were not kept.");
    assertThat(some.alike().rows()).containsExactly("untrained", "second");
    assertThat(later.maps().map(ProjectionMethod.PCA, Progress.SILENT).page())
        .contains("Test clips. Without first: their weights were not kept.");
  }

  @Test
  void ofManyRowsTheFirstTheLastAndSomeBetweenAreMappedOrThoseThatAreNamed() throws IOException {
    StringBuilder rows = new StringBuilder("  - {name: untrained, method: untrained}\n");
    for (int i = 1; i <= 7; i++) {
      rows.append(
          "  - {name: row %d, training.steps: 1, contrastive.temperature: 0.%d}\n".formatted(i, i));
    }
    StudyMaps maps = report(plan(rows.toString())).maps();

    assertThat(layouts(maps.map(ProjectionMethod.PCA, Progress.SILENT)))
        .containsExactly("untrained", "row 1", "row 2", "row 4", "row 5", "row 7");
    assertThat(
            layouts(maps.map(List.of("row 3", "untrained"), ProjectionMethod.PCA, Progress.SILENT)))
        .containsExactly("row 3", "untrained");
    assertThatThrownBy(() -> maps.map(List.of("row 9"), ProjectionMethod.PCA, Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("No encoder of row 'row 9' is at hand. Rows that can be mapped:");
  }

  private static List<String> layouts(EmbeddingMap map) {
    return map.layouts().stream().map(Layout::name).toList();
  }

  @Test
  void withoutAnyWeightsTheRemedyIsSaid() throws IOException {
    StudyPlan plan = plan("  - {name: first}\n");
    StudyReport report = report(plan);
    forget(report, "first");
    StudyReport later = report(plan);

    assertThatThrownBy(() -> Spaces.of(later, Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessage(
            "No run of 'Small' has its weights. Remove the folders of its runs and run the study"
                + " again.");
    assertThatThrownBy(() -> later.maps().map(ProjectionMethod.PCA, Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has its weights");
  }

  private StudyPlan plan(String rows) throws IOException {
    Path file = folder.resolve("study.yaml");
    Files.writeString(file, STUDY + rows);
    return StudyPlan.read(file, Overrides.NONE);
  }

  private StudyReport report(StudyPlan plan) {
    Laboratory laboratory = new Laboratory();
    RunStore runs = new RunStore(folder.resolve("runs"));
    return new StudyReport(new Study(plan, runs, laboratory).run(Progress.SILENT), laboratory);
  }

  private static void forget(StudyReport report, String row) {
    for (Study.Finished run : report.firstSeed()) {
      if (run.row().equals(row)) {
        AtomicFiles.delete(run.folder().checkpoints());
      }
    }
  }
}
