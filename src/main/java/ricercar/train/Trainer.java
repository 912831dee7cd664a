package ricercar.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.random.Stream;
import ricercar.tensor.AdamW;
import ricercar.tensor.Engine;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The training loop: AdamW along the gradients of an objective. A run that was interrupted anywhere
 * goes on from its newest checkpoint and ends with the same bits as one that never was, on the same
 * number of threads.
 */
public final class Trainer {
  private final TrainingConfig config;
  private final long seed;
  private final IntFunction<String> clipName;

  /**
   * @param clipName the id of a clip index, for reports
   */
  public Trainer(TrainingConfig config, long seed, IntFunction<String> clipName) {
    this.config = config;
    this.seed = seed;
    this.clipName = clipName;
  }

  /** Trains to the last step, from the newest checkpoint if there is one. */
  public void run(
      Objective objective,
      Batches batches,
      Checkpoints checkpoints,
      TrainingListener listener,
      Progress progress) {
    Map<String, Tensor> weights = objective.model().state();
    try (AdamW optimiser =
            new AdamW(objective.model().parameters(), AdamW.Settings.decay(config.weightDecay()));
        Progress.Task task = progress.start("training", config.steps())) {
      long done = checkpoints.newest().orElse(0);
      if (done > 0) {
        checkpoints.readWeights(done, weights);
        checkpoints.readOptimiser(done, optimiser.state());
      }
      listener.resumed(done);
      task.step(done);
      try (BatchLoader loader = new BatchLoader(batches, done, config.steps())) {
        for (long step = done; step < config.steps(); step++) {
          TrainingListener.Step report = step(objective, optimiser, loader.next(), listener);
          listener.step(report);
          task.step(1);
          task.note("loss %.3f".formatted(report.loss()));
          boolean stop = Thread.interrupted();
          if (stop || due(report.step())) {
            listener.saving(report.step());
            checkpoints.save(report.step(), weights, optimiser.state());
          }
          if (stop) {
            throw new Problem(
                "Training was interrupted after step " + report.step() + ".",
                "Run it again to go on from there.");
          }
        }
      }
    }
  }

  private boolean due(long step) {
    return step % config.checkpointEvery() == 0 || step == config.steps();
  }

  private TrainingListener.Step step(
      Objective objective, AdamW optimiser, Batch batch, TrainingListener listener) {
    try (Scope scope = Scope.open()) {
      Engine.seed(Stream.of(seed, "libtorch", batch.step()).nextLong());
      Map<Tensor, Tensor> buffers = copies(objective);
      double loss = Gradients.backward(() -> objective.loss(batch)).item();
      List<Tensor> gradients = optimiser.gradients();
      double norm = GradientNorm.of(gradients);
      if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
        GradientNorm.zero(gradients);
        buffers.forEach(Tensor::set);
        refuse(batch, loss, norm, listener);
      }
      if (config.clipNorm() > 0) {
        GradientNorm.clip(gradients, norm, config.clipNorm());
      }
      double learningRate = config.learningRateAt(batch.step());
      optimiser.step(learningRate);
      objective.stepped();
      return new TrainingListener.Step(
          batch.step() + 1, loss, objective.terms(), norm, learningRate);
    }
  }

  /** The forward pass moves running statistics, so an untouched model needs them as they were. */
  private static Map<Tensor, Tensor> copies(Objective objective) {
    Map<Tensor, Tensor> copies = new LinkedHashMap<>();
    objective.model().buffers().values().forEach(b -> copies.put(b, b.copy()));
    return copies;
  }

  private void refuse(Batch batch, double loss, double norm, TrainingListener listener) {
    List<String> clips = new ArrayList<>();
    for (int clip : batch.clip()) {
      String name = clipName.apply(clip);
      if (!clips.contains(name)) {
        clips.add(name);
      }
    }
    long step = batch.step() + 1;
    listener.incident(new TrainingListener.Incident(step, seed, loss, norm, clips));
    throw new Problem(
        "Step %d of seed %d gave loss %s and gradient norm %s; the weights are untouched. Its clips:"
                .formatted(step, seed, loss, norm)
            + " "
            + String.join(", ", clips)
            + ".",
        "Listen to them, or lower training.learningRate.");
  }
}
