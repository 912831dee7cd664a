package ricercar.experiment;

import ricercar.Problem;

/**
 * How long and how fast to learn.
 *
 * @param steps optimiser steps
 * @param clipsPerBatch N
 * @param warmupSteps steps of linear warm-up
 * @param clipNorm the largest global gradient norm; 0 leaves gradients as they are
 * @param checkpointEvery steps between checkpoints
 * @param probeEvery steps between looks at the embeddings while training; 0 for none
 */
public record Training(
    int steps,
    int clipsPerBatch,
    double learningRate,
    double weightDecay,
    Schedule schedule,
    int warmupSteps,
    double clipNorm,
    int checkpointEvery,
    int probeEvery) {
  public enum Schedule {
    CONSTANT,
    COSINE
  }

  public Training {
    atLeast(1, steps, "steps");
    atLeast(1, clipsPerBatch, "clipsPerBatch");
    Problem.unless(
        learningRate > 0, "training.learningRate must be positive, but is %s.", learningRate);
    Problem.unless(
        weightDecay >= 0, "training.weightDecay must not be negative, but is %s.", weightDecay);
    atLeast(0, warmupSteps, "warmupSteps");
    Problem.unless(clipNorm >= 0, "training.clipNorm must not be negative, but is %s.", clipNorm);
    atLeast(1, checkpointEvery, "checkpointEvery");
    atLeast(0, probeEvery, "probeEvery");
  }

  private static void atLeast(int least, int value, String name) {
    Problem.unless(
        value >= least, "training.%s must be at least %d, but is %d.", name, least, value);
  }
}
