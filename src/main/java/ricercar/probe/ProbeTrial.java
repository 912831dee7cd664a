package ricercar.probe;

import java.util.List;

/**
 * What became of one pair of a learning rate and a weight decay in a probe's search.
 *
 * @param validationLosses after each epoch, until patience ended
 * @param epoch of the lowest, counted from 1
 * @param chosen whether this is the pair that judged the test clips
 */
public record ProbeTrial(
    double learningRate,
    double weightDecay,
    List<Double> validationLosses,
    int epoch,
    boolean chosen) {
  public ProbeTrial {
    validationLosses = List.copyOf(validationLosses);
  }

  ProbeTrial asChosen() {
    return new ProbeTrial(learningRate, weightDecay, validationLosses, epoch, true);
  }
}
