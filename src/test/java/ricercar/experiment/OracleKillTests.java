package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.ChildJvm;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.oracle.LabelState;
import ricercar.oracle.Ledger;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/** Rounds of feedback whose process is killed among verdicts and among steps of training. */
class OracleKillTests {
  private static final int BUDGET = 20;
  private static final int TRAINED = 2;
  private static final int STEPS = 12;
  private static final String STUDY =
      """
      title: Killed
      corpus: {type: etudes, tier: quick}
      encoder: {type: mel-cnn, channels: [4, 8], bands: 16}
      views: {viewsPerClip: 2, samples: 20000, cut: independent, chain: none}
      labels: {labelledShare: 0.2, labelledShareInBatch: 0.5}
      training: {steps: %d, clipsPerBatch: 8, warmupSteps: 1, checkpointEvery: 4}
      contrastive.projectionWidth: 12
      probe: {kind: logistic, weightDecays: [1.0e-2]}
      probeEvery: 0
      threads: 1
      report.resamples: 100
      method: oracle
      oracle:
        strategy: {type: margin}
        budgets: [%d, %d]
        atOnce: 1
        windows: 1
        judge: {noise: 0.1, refusal: 0.1, naming: 0.5}
        rectification: {type: steps, steps: %d}
      """
          .formatted(TRAINED, BUDGET, 2 * BUDGET, STEPS);

  @TempDir Path folder;
  private Path file;

  @Test
  void roundsThatWereKilledThreeTimesEndWithTheSameBits() throws Exception {
    file = Files.writeString(folder.resolve("study.yaml"), STUDY);
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    Experiment experiment = plan.experiments().get(0);
    Laboratory laboratory = new Laboratory();
    RunFolder whole = oracle(plan, store("whole"), laboratory);

    RunFolder place;
    try (RunFolder empty = store("killed").open(laboratory.identify(experiment, Progress.SILENT))) {
      place = empty;
    }
    Path ledger = place.path().resolve(OracleLab.LEDGER);
    Path metrics = place.path().resolve("metrics.jsonl");
    killWhen(() -> lines(ledger), 5);
    // Between two checkpoints of the first round.
    killWhen(() -> step(metrics), TRAINED + 6);
    killWhen(() -> lines(ledger), BUDGET + 6);
    assertThat(start().waitFor()).isZero();

    RunFolder killed = oracle(plan, store("killed"), new Laboratory());
    long end = TRAINED + 2 * STEPS;
    for (String same :
        List.of(
            OracleLab.LEDGER,
            "metrics.jsonl",
            "checkpoints/step-%09d/weights.safetensors".formatted(end),
            "checkpoints/step-%09d/optimiser.safetensors".formatted(end))) {
      assertThat(killed.path().resolve(same)).hasSameBinaryContentAs(whole.path().resolve(same));
    }
    // The similarities of the test clips with the last prototypes.
    assertThat(killed.result().outcomes().scores())
        .isDeepEqualTo(whole.result().outcomes().scores());
    Corpus corpus = laboratory.corpus(experiment, Progress.SILENT);
    LabelState replayed =
        LabelState.replay(OracleClips.of(experiment, corpus), Ledger.read(ledger));
    List<MetricsLog.Entry> points = OracleLab.points(killed);
    assertThat(points.get(points.size() - 1).values())
        .containsEntry("labelled clips", (double) replayed.shares().size());
  }

  private RunStore store(String name) {
    return new RunStore(folder.resolve(name));
  }

  private static RunFolder oracle(StudyPlan plan, RunStore store, Laboratory laboratory) {
    return new Study(plan, store, laboratory).run(Progress.SILENT).runs().get(0).folder();
  }

  private Process start() throws IOException {
    return ChildJvm.start(KilledOracle.class, file.toString(), folder.resolve("killed").toString());
  }

  /** Starts it, and kills it as soon as so much has happened. */
  private void killWhen(LongSupplier happened, long enough) throws Exception {
    Process process = start();
    while (process.isAlive() && happened.getAsLong() < enough) {
      Thread.sleep(1);
    }
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).lines().count() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The last that was trained; its lines count up, so that the number of whole ones will do. */
  private static long step(Path metrics) {
    return Files.exists(metrics)
        ? MetricsLog.read(metrics).stream().mapToLong(MetricsLog.Entry::step).max().orElse(0)
        : 0;
  }
}
