package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Wav;
import ricercar.corpus.Corpus;
import ricercar.probe.Embeddings;
import ricercar.track.ResultTable;
import ricercar.track.RunFolder;
import ricercar.track.RunResult;
import ricercar.track.RunStore;
import ricercar.train.Batch;
import ricercar.train.ViewBatches;

/** Labels of other tasks and corpora, and encoders that are asked elsewhere, on small études. */
class SteeringTests {
  private static final String SMALL =
      """
      # Does every way of steering run?
      title: Small
      corpus: {type: etudes, tier: quick}
      encoder: {type: mel-cnn, channels: [4, 8], bands: 16}
      views: {viewsPerClip: 2, samples: 20000, cut: independent, chain: none}
      training: {steps: 3, clipsPerBatch: 8, warmupSteps: 1, checkpointEvery: 3}
      probe: {epochs: 3, patience: 2}
      probeEvery: 0
      threads: 1
      """;
  private static final String STEERED =
      "{labelledShare: 0.5, labelledShareInBatch: 0.5, task: bass}";

  @TempDir Path folder;

  @Test
  void rowsAndProbesMakeAMatrixWithItsVerdictsAndEachEncoderIsTrainedOnce() throws IOException {
    StudyPlan plan =
        plan(
            """
            vary:
              - {name: untrained, method: untrained}
              - {name: none, labels.labelledShare: 0.0}
              - {name: bass, labels: {labelledShare: 0.5, labelledShareInBatch: 0.5, task: bass}}
              - {name: end to end, method: supervised, labels: {labelledShare: 1.0, task: mode}}
            probes:
              - {name: key, task: key}
            report:
              resamples: 100
              costs: true
              claims:
                - {claim: bass steers, row: bass, over: none, margin: 0.03}
                - {claim: bass costs little, row: bass, over: untrained, margin: 0.9, noWorse: true, probe: key}
            """);
    RunStore store = new RunStore(folder.resolve("runs"));
    Study.Outcome outcome = new Study(plan, store, new Laboratory()).run(Progress.SILENT);

    ResultTable table = outcome.table();
    assertThat(plan.experiments()).hasSize(8);
    assertThat(table.columns())
        .startsWith(
            "style: accuracy %", "style: Δ accuracy against untrained", "key: weighted key score %")
        .contains("labels", "parameters")
        .doesNotHaveDuplicates();
    assertThat(table.cell("bass", "labels").value()).isEqualTo(50);
    assertThat(table.cell("none", "labels").value()).isZero();
    assertThat(table.verdicts()).hasSize(2);
    assertThat(table.verdicts().get(1).remark()).contains("no worse");
    assertThat(table.toMarkdown()).contains("the first metric of the claim's probe");
    assertThat(outcome.elsewhere()).extracting(Study.Probed::name).containsExactly("key");
    // Three trainings; what was not trained is the same run wherever it is asked first.
    assertThat(trainings(store)).isEqualTo(3);

    StudyPlan keys = plan("task: key\nvary: [{name: x, method: untrained}]\n");
    RunFolder untrained =
        new Study(keys, store, new Laboratory()).run(Progress.SILENT).runs().get(0).folder();
    assertThat(untrained.path())
        .isEqualTo(outcome.elsewhere().get(0).runs().get(0).folder().path());
    // The same numbers as of a run that is probed on the key from the start.
    RunResult there = outcome.elsewhere().get(0).runs().get(1).folder().result();
    RunResult home = only(plan("task: key\nlabels.labelledShare: 0.0\n")).result();
    assertThat(there.outcomes().scores()).isDeepEqualTo(home.outcomes().scores());
    assertThat(there.measures()).containsEntry("labelled training clips", 0.0);

    FinishedRuns kept = new FinishedRuns(store);
    assertThat(kept.hold(plan)).isTrue();
    assertThat(kept.outcome(plan).table()).isEqualTo(table);
  }

  @Test
  void labelsOfAnotherCorpusComeInExactCountsAndAreJudgedThereToo() throws IOException {
    Path notes = notes();
    String labels =
        "labels: {labelledShare: 1.0, labelledShareInBatch: 0.25, corpus: {type: folder, path: '%s'}}\n"
            .formatted(notes);
    StudyPlan plan =
        plan(
            labels
                + "vary: [{name: untrained, method: untrained}, {name: notes}]\n"
                + "probes: [{name: notes, corpus: {type: folder, path: '%s'}}]\n".formatted(notes));
    Laboratory laboratory = new Laboratory();
    Experiment steered = plan.rows().get(1).experiments().get(0);
    Corpus music = laboratory.corpus(steered, Progress.SILENT);
    ViewBatches batches = laboratory.batches(steered, Progress.SILENT);
    for (int step = 0; step < 5; step++) {
      Batch batch = batches.at(step);
      for (int view = 0; view < 16; view++) {
        assertThat(batch.labelled()[view]).isEqualTo(view < 4);
        assertThat(batch.clip()[view] >= music.clips().size()).isEqualTo(view < 4);
      }
      Batch again = laboratory.batches(steered, Progress.SILENT).at(step);
      assertThat(again.samples()).isEqualTo(batch.samples());
    }

    RunStore store = new RunStore(folder.resolve("runs"));
    Study.Outcome outcome = new Study(plan, store, laboratory).run(Progress.SILENT);
    assertThat(outcome.runs().get(1).folder().result().measures())
        .containsEntry("labelled training clips", 21.0)
        .containsEntry("training clips without labels", 100.0)
        .containsEntry("labelled training clips of the rarest class", 7.0);
    assertThat(
            outcome.elsewhere().get(0).runs().get(1).folder().result().outcomes().task().classes())
        .containsExactly("high", "low", "middle");
    assertThat(outcome.runs().get(1).folder().provenance().corpus().name())
        .isEqualTo("etudes-quick-built-in-seed1 and notes");
    assertThat(new FinishedRuns(store).hold(plan)).isTrue();
  }

  @Test
  void projectionsAreThoseOfTheLoss() throws IOException {
    StudyPlan plan = plan("contrastive.projectionWidth: 6\n");
    RunFolder run = only(plan);
    Laboratory laboratory = new Laboratory();
    Experiment experiment = plan.experiments().get(0);
    Embeddings z = laboratory.finished().projections(experiment, run, Progress.SILENT);
    Embeddings e = laboratory.finished().embeddings(experiment, run, Progress.SILENT);

    assertThat(z.width()).isEqualTo(6);
    assertThat(z.clips()).isEqualTo(e.clips());
    assertThat(Arrays.equals(z.row(0), z.row(1))).isFalse();
  }

  @Test
  void existingExperimentsAreWrittenAsTheyWere() throws IOException {
    String canonical = plan("labels.labelledShare: 0.5\n").experiments().get(0).canonical();
    assertThat(canonical)
        .doesNotContain("probeOn")
        .contains("\"labels\":{\"labelledShare\":0.5}")
        .contains("\"task\":\"style\"");
    Experiment steered = plan("labels: " + STEERED + "\n").experiments().get(0);
    assertThat(Experiment.fromYaml(steered.toYaml())).isEqualTo(steered);
    Experiment asked = plan("probeOn: {task: key}\n").experiments().get(0);
    assertThat(Experiment.fromYaml(asked.toYaml())).isEqualTo(asked);
    assertThat(asked.canonical()).isNotEqualTo(plan("").experiments().get(0).canonical());
    assertThat(asked.basis()).contains(plan("").experiments().get(0));
  }

  /** Rows of both studies that Table B.1 has made already are found again, not made anew. */
  @Test
  void steeringStartsFromTheRunsOfTableB1() {
    Map<String, String> made = canonicals("table-b1.yaml");
    Map<String, String> steering = canonicals("steering.yaml");
    Map<String, String> transfer = canonicals("transfer.yaml");
    assertThat(steering.get("no labels")).isEqualTo(made.get("self-supervised"));
    assertThat(steering.get("labels of style")).isEqualTo(made.get("semi-supervised, p_s = 0.5"));
    transfer.forEach((row, canonical) -> assertThat(canonical).isEqualTo(made.get(row)));
  }

  @Test
  void whatCannotBeIsRefusedWithItsLine() {
    assertThatThrownBy(() -> plan("labels: {labelledShare: 0.5, corpus: {type: real-games}}\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("labels.corpus needs labels.labelledShareInBatch");
    assertThatThrownBy(() -> plan("probeOn: {}\n")).hasMessageContaining("probeOn needs a corpus");
    assertThatThrownBy(() -> plan("method: pcm\nprobeOn: {task: key}\n"))
        .hasMessageContaining("method pcm has none");
    assertThatThrownBy(() -> plan("probes: [{name: a, task: key}, {name: a, task: mode}]\n"))
        .hasMessageContaining("two probes are named 'a'");
    assertThatThrownBy(
            () ->
                plan(
                    "vary: [{name: a}, {name: b}]\nprobes: [{name: key, task: key}]\n"
                        + "report.claims: [{row: a, over: b, probe: kay}]\n"))
        .hasMessageContaining("report.claims.0.probe names no probe: 'kay'")
        .hasMessageContaining("'key'");
    assertThatThrownBy(
            () ->
                plan(
                    "vary: [{name: a}, {name: b}]\n"
                        + "report.claims: [{row: a, over: b, noWorse: true}]\n"))
        .hasMessageContaining("noWorse needs a 'margin'");
  }

  private static Map<String, String> canonicals(String study) {
    return StudyPlan.read(Path.of("experiments/semisupcon", study), Overrides.NONE).rows().stream()
        .collect(Collectors.toMap(StudyPlan.Row::name, r -> r.experiments().get(0).canonical()));
  }

  private Path notes() throws IOException {
    Path notes = folder.resolve("notes");
    List<String> classes = List.of("low", "middle", "high");
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 10; i++) {
        float[] tone = new float[22_050 * 5 + 100];
        for (int t = 0; t < tone.length; t++) {
          tone[t] = (float) (0.5 * Math.sin(t * (0.02 + 0.05 * c + 0.001 * i)));
        }
        Path file = notes.resolve(classes.get(c)).resolve(i + ".wav");
        Files.createDirectories(file.getParent());
        Files.write(file, Wav.pcm16(tone, 22_050));
      }
    }
    return notes;
  }

  private static long trainings(RunStore store) {
    return store.allFinished().stream().filter(run -> !run.history().isEmpty()).count();
  }

  private RunFolder only(StudyPlan plan) {
    RunStore store = new RunStore(folder.resolve("runs"));
    return new Study(plan, store, new Laboratory()).run(Progress.SILENT).runs().get(0).folder();
  }

  private StudyPlan plan(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), SMALL + text);
    return StudyPlan.read(file, Overrides.NONE);
  }
}
