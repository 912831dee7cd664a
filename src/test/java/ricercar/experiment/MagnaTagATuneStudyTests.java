package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.corpus.MagnaTagATuneMiniature;
import ricercar.loss.PositiveRule;
import ricercar.model.SampleCnnConfig;
import ricercar.track.MetricsLog;
import ricercar.track.ResultTable;
import ricercar.track.RunStore;

class MagnaTagATuneStudyTests {
  private static final Path STUDY = Path.of("experiments/semisupcon/magnatagatune.yaml");
  private static final Path RESOLVED = Path.of("results/resolved/magnatagatune.yaml");

  @TempDir Path folder;

  @Test
  void thePaperProfileHasTheReportsOwnSettings() {
    for (StudyPlan.Row row : StudyPlan.read(STUDY, Overrides.NONE).rows()) {
      Experiment run = row.experiments().get(0);
      assertThat(run.encoder()).isEqualTo(SampleCnnConfig.full());
      assertThat(run.training().clipsPerBatch()).isEqualTo(96);
      assertThat(run.views().viewsPerClip()).isEqualTo(2);
      assertThat(run.contrastive().temperature()).isEqualTo(0.1);
      assertThat(run.contrastive().positives()).isEqualTo(new PositiveRule.AnyShared(1));
      assertThat(run.training().learningRate()).isEqualTo(1e-4);
      assertThat(run.training().weightDecay()).isZero();
      assertThat(run.training().clipNorm()).isZero();
      assertThat(run.task()).isEqualTo("tags");
      assertThat(run.probe().hidden()).isEqualTo(512);
    }
  }

  /** Of each row its first seed, in full; to renew, delete the file and run the test again. */
  @Test
  void theResolvedFileIsUpToDate() throws IOException {
    String resolved =
        StudyPlan.read(STUDY, Overrides.NONE).rows().stream()
            .map(row -> row.experiments().get(0).toYaml())
            .collect(Collectors.joining("---\n"));
    if (!Files.exists(RESOLVED)) {
      Files.createDirectories(RESOLVED.getParent());
      Files.writeString(RESOLVED, resolved);
    }
    assertThat(Files.readString(RESOLVED)).isEqualTo(resolved);
  }

  /** Fewer clips than 96, whose views do not fit the memory of small machines. */
  @Test
  void theFirstStepsAreTrainedOnAMiniature() throws IOException {
    Path set = MagnaTagATuneMiniature.in(folder.resolve("mtt"), 0).root();
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            base: %s
            seeds: [1]
            profiles:
              paper:
                training: {steps: 2, clipsPerBatch: 4}
                probe.epochs: 2
                report: {resamples: 100, reported: []}
            vary:
              - {name: "semi-supervised, p_s = 0.5", labels: {labelledShare: 0.5, labelledShareInBatch: 0.5}}
            """
                .formatted(STUDY.toAbsolutePath()));
    Overrides corpus =
        new Overrides(null, null, CorpusSpec.parse("magnatagatune,tagless=dropped:" + set));
    StudyPlan plan = StudyPlan.read(study, corpus);
    RunStore store = new RunStore(folder.resolve("runs"));

    Laboratory lab = new Laboratory();
    Study.Outcome outcome;
    try {
      outcome = new Study(plan, store, lab).run(Progress.SILENT);
    } finally {
      Experiment any = plan.experiments().get(0);
      delete(lab.corpus(any, Progress.SILENT).directory());
      delete(any.corpus().open(Progress.SILENT).directory());
    }

    ResultTable table = outcome.table();
    assertThat(table.toText()).contains("AUROC", "AP");
    assertThat(table.footnotes())
        .anyMatch(
            note ->
                note.startsWith(
                    "Corpus: magnatagatune, tagless clips dropped (not the published set),"));
    List<MetricsLog.Entry> history = outcome.runs().get(0).folder().history();
    assertThat(history).filteredOn(entry -> entry.values().containsKey("loss")).hasSize(2);
  }

  /** What an import leaves in the cache, which outlives the set's folder. */
  private static void delete(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(store);
    Files.deleteIfExists(store.resolveSibling("." + store.getFileName() + ".lock"));
  }
}
