package ricercar.experiment;

import ricercar.Problem;

/**
 * The judge of frozen embeddings.
 *
 * @param kind linear, or an MLP with one hidden layer
 * @param hiddenWidth of the MLP
 * @param batch clips per step
 * @param epochs at most
 * @param patience epochs without a better validation loss before it stops
 */
public record Probe(
    Kind kind,
    int hiddenWidth,
    double learningRate,
    double weightDecay,
    int batch,
    int epochs,
    int patience) {
  public enum Kind {
    LINEAR,
    MLP
  }

  public Probe {
    Problem.unless(hiddenWidth >= 1, "probe.hiddenWidth must be positive, but is %d.", hiddenWidth);
    Problem.unless(
        learningRate > 0, "probe.learningRate must be positive, but is %s.", learningRate);
    Problem.unless(
        weightDecay >= 0, "probe.weightDecay must not be negative, but is %s.", weightDecay);
    Problem.unless(batch >= 1, "probe.batch must be positive, but is %d.", batch);
    Problem.unless(epochs >= 1, "probe.epochs must be positive, but is %d.", epochs);
    Problem.unless(patience >= 1, "probe.patience must be positive, but is %d.", patience);
  }
}
