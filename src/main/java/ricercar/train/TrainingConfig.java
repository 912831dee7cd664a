package ricercar.train;

import ricercar.Problem;

/**
 * How long and how fast to learn.
 *
 * @param steps optimiser steps
 * @param clipsPerBatch N
 * @param warmupSteps steps of linear warm-up
 * @param clipNorm the largest global gradient norm; 0 leaves gradients as they are
 * @param checkpointEvery steps between checkpoints; the last step is always kept
 */
public record TrainingConfig(
    long steps,
    int clipsPerBatch,
    double learningRate,
    double weightDecay,
    Schedule schedule,
    long warmupSteps,
    double clipNorm,
    long checkpointEvery) {
  public TrainingConfig {
    Problem.unless(steps > 0, "training.steps must be positive, but is %d.", steps);
    Problem.unless(
        clipsPerBatch > 0, "training.clipsPerBatch must be positive, but is %d.", clipsPerBatch);
    Problem.unless(
        learningRate > 0, "training.learningRate must be positive, but is %s.", learningRate);
    Problem.unless(
        weightDecay >= 0, "training.weightDecay must not be negative, but is %s.", weightDecay);
    Problem.unless(
        warmupSteps >= 0, "training.warmupSteps must not be negative, but is %d.", warmupSteps);
    Problem.unless(clipNorm >= 0, "training.clipNorm must not be negative, but is %s.", clipNorm);
    Problem.unless(
        checkpointEvery > 0,
        "training.checkpointEvery must be positive, but is %d.",
        checkpointEvery);
  }

  /** The same over another number of steps. */
  public TrainingConfig over(long otherSteps) {
    return new TrainingConfig(
        otherSteps,
        clipsPerBatch,
        learningRate,
        weightDecay,
        schedule,
        Math.min(warmupSteps, otherSteps / 2),
        clipNorm,
        checkpointEvery);
  }

  double learningRateAt(long step) {
    return learningRate * schedule.factor(step, steps, warmupSteps);
  }
}
