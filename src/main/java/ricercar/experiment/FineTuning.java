package ricercar.experiment;

import ricercar.Problem;
import ricercar.train.TrainingConfig;

/**
 * How a pre-trained encoder is trained on, with a linear head, on all training labels.
 *
 * @param steps optimiser steps
 */
public record FineTuning(long steps, int clipsPerBatch, double learningRate) {
  public FineTuning {
    Problem.unless(
        steps > 0 && clipsPerBatch > 0 && learningRate > 0,
        "fineTuning.steps, clipsPerBatch and learningRate must be positive: %d, %d, %s.",
        steps,
        clipsPerBatch,
        learningRate);
  }

  /** With the schedule, decay and clipping of the pre-training. */
  TrainingConfig after(TrainingConfig training) {
    return new TrainingConfig(
        steps,
        clipsPerBatch,
        learningRate,
        training.weightDecay(),
        training.schedule(),
        Math.min(training.warmupSteps(), steps / 10),
        training.clipNorm(),
        training.checkpointEvery());
  }
}
