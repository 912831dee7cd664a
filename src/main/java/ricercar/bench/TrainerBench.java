package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ricercar.Progress;
import ricercar.corpus.Labels;
import ricercar.corpus.Task;
import ricercar.files.AtomicFiles;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.PositiveRule;
import ricercar.model.Encoder;
import ricercar.model.MelCnnConfig;
import ricercar.model.ProjectionHead;
import ricercar.random.Stream;
import ricercar.tensor.AdamW;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.train.Batch;
import ricercar.train.Checkpoints;
import ricercar.train.ContrastiveObjective;
import ricercar.train.Schedule;
import ricercar.train.Trainer;
import ricercar.train.TrainingConfig;
import ricercar.train.TrainingListener;

/**
 * What the training loop costs beside the tensors: its checks, norms, copies, reports and last
 * checkpoint, against the same steps written out by hand.
 */
public final class TrainerBench {
  private static final int CLIPS = 24;
  private static final int SAMPLES = 59_049;
  private static final int STEPS = 24;
  private static final int ROUNDS = 7;

  private TrainerBench() {}

  public static BenchReport run(Progress progress) {
    Batch batch = noise();
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    try (Progress.Task task = progress.start("trainer overhead", ROUNDS + 1L)) {
      bareSteps(batch); // the first rounds of a JVM are compiled code's warm-up
      trainerSteps(batch);
      task.step(1);
      for (int round = 0; round < ROUNDS; round++) {
        bare[round] = bareSteps(batch);
        ours[round] = trainerSteps(batch);
        ratios[round] = ours[round] / bare[round];
        task.step(1);
      }
    }
    BenchRow row =
        new BenchRow(
            "trainer against bare tensor steps",
            "CPU s per step",
            median(ours),
            median(bare),
            median(ratios),
            "≤ 1.03",
            "ratios from %.3f to %.3f"
                .formatted(
                    Arrays.stream(ratios).min().orElseThrow(),
                    Arrays.stream(ratios).max().orElseThrow()));
    return new BenchReport(
        "The training loop",
        "MelCnn, %d × 2 views of %,d samples, %d steps a round, %d rounds in turns; process CPU time."
            .formatted(CLIPS, SAMPLES, STEPS, ROUNDS),
        List.of(row));
  }

  private static double bareSteps(Batch batch) {
    try (ContrastiveObjective objective = objective();
        AdamW optimiser = new AdamW(objective.model().parameters(), AdamW.Settings.decay(1e-4))) {
      double start = cpuSeconds();
      for (int step = 0; step < STEPS; step++) {
        try (Scope scope = Scope.open()) {
          Gradients.backward(() -> objective.loss(batch)).item();
          optimiser.step(1e-4);
        }
      }
      return (cpuSeconds() - start) / STEPS;
    }
  }

  private static double trainerSteps(Batch batch) {
    TrainingConfig config =
        new TrainingConfig(STEPS, CLIPS, 1e-4, 1e-4, Schedule.CONSTANT, 0, 1, STEPS);
    Path folder = temporary();
    try (ContrastiveObjective objective = objective()) {
      double start = cpuSeconds();
      new Trainer(config, 1, clip -> "clip " + clip)
          .run(
              objective,
              step -> new Batch(step, batch.clip(), batch.labelled(), batch.samples()),
              new Checkpoints(folder),
              new TrainingListener() {},
              Progress.SILENT);
      return (cpuSeconds() - start) / STEPS;
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  private static ContrastiveObjective objective() {
    Stream random = Stream.of(1, "weights");
    Encoder encoder = MelCnnConfig.standard().build(random.child("encoder"));
    Task none = new Task("none", Task.Kind.SINGLE_LABEL, List.of("none"));
    return new ContrastiveObjective(
        encoder,
        new ProjectionHead(encoder.width(), 128, random.child("projection")),
        new ContrastiveLoss(0.1),
        new PositiveRule.Self(),
        new Labels(none, new int[CLIPS][]));
  }

  private static Batch noise() {
    Stream random = Stream.of(1, "noise");
    float[] samples = new float[2 * CLIPS * SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.uniform(-0.5, 0.5);
    }
    int[] clip = new int[2 * CLIPS];
    Arrays.setAll(clip, view -> view / 2);
    return new Batch(0, clip, new boolean[clip.length], samples);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
