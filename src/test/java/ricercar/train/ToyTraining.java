package ricercar.train;

import java.nio.file.Path;
import java.util.List;
import ricercar.Progress;
import ricercar.corpus.Labels;
import ricercar.corpus.Task;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.PositiveRule;
import ricercar.model.Encoder;
import ricercar.model.MelCnnConfig;
import ricercar.model.ProjectionHead;
import ricercar.random.Stream;

/** A small contrastive training on noise, whose every batch is a function of its step. */
public final class ToyTraining {
  private static final int CLIPS = 6;
  private static final int SAMPLES = 4_096;

  private ToyTraining() {}

  public static void run(
      TrainingConfig config, Path checkpoints, Batches batches, TrainingListener listener) {
    try (Objective objective = objective()) {
      new Trainer(config, 5, clip -> "clip-" + clip)
          .run(objective, batches, new Checkpoints(checkpoints), listener, Progress.SILENT);
    }
  }

  public static TrainingConfig config(long steps, long checkpointEvery) {
    return new TrainingConfig(steps, CLIPS, 1e-3, 0.01, Schedule.COSINE, 4, 1, checkpointEvery);
  }

  static ContrastiveObjective objective() {
    Stream random = Stream.of(5, "weights");
    Encoder encoder =
        new MelCnnConfig(8_000, 16, 256, 128, List.of(8, 16)).build(random.child("encoder"));
    // A wide head makes checkpoints of some megabytes, slow enough to be interrupted.
    ProjectionHead head = new ProjectionHead(encoder.width(), 8_000, random.child("projection"));
    Task task = new Task("none", Task.Kind.SINGLE_LABEL, List.of("a"));
    return new ContrastiveObjective(
        encoder,
        head,
        new ContrastiveLoss(0.5),
        new PositiveRule.Self(),
        new Labels(task, new int[CLIPS][]));
  }

  public static Batch noise(long step) {
    int views = 2 * CLIPS;
    float[] samples = new float[views * SAMPLES];
    int[] clip = new int[views];
    for (int i = 0; i < views; i++) {
      clip[i] = i / 2;
      Stream random = Stream.of(9, "noise", step, i);
      for (int t = 0; t < SAMPLES; t++) {
        samples[i * SAMPLES + t] = (float) random.uniform(-1, 1) / (1 + clip[i]);
      }
    }
    return new Batch(step, clip, new boolean[views], samples);
  }
}
