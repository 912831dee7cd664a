package ricercar.experiment;

import java.util.List;
import ricercar.Problem;
import ricercar.oracle.FeedbackPrototypes;
import ricercar.oracle.Rectification;
import ricercar.oracle.Rounds;
import ricercar.oracle.SimulatedOracle;
import ricercar.oracle.Strategy;

/**
 * Feedback on a finished contrastive run: who answers what, and how the run learns from it.
 *
 * @param strategy what is asked next; random if null
 * @param judge who answers; one who knows the labels and never errs if null
 * @param answers what becomes of the answers; they are learnt from if null
 * @param budgets verdicts in all after each round, ascending
 * @param atOnce clips that are chosen together; all of a round if null
 * @param rectification what is learnt after each round; prototypes alone if null
 * @param learningRate of further training, constant; a fifth of the training's if null
 * @param labelledShareInBatch b_s of further training, in which old and new labels are mixed; that
 *     of the labels if null
 * @param space of the prototypes; the projection, which the loss compares, if null
 * @param windows of a clip at most, from its start, that the model looks at before and after each
 *     round; all if null
 * @param wrongWeight by how much rejected clips push a prototype away; 0 if null
 * @param untouched tasks on which forgetting is measured by probes; none if null
 */
public record OracleUse(
    Strategy strategy,
    SimulatedOracle judge,
    Answers answers,
    List<Integer> budgets,
    Integer atOnce,
    Rectification rectification,
    Double learningRate,
    Double labelledShareInBatch,
    ZeroShot.Space space,
    Integer windows,
    Double wrongWeight,
    List<String> untouched) {
  /** What the model is told. */
  public enum Answers {
    /** What the judge said. */
    JUDGED,
    /** A class drawn for each clip: as many labels, but nothing in them. */
    DRAWN,
    /** Nothing, with the same further steps. */
    NONE
  }

  public OracleUse {
    strategy = strategy == null ? new Strategy.Random() : strategy;
    judge = judge == null ? SimulatedOracle.truthful() : judge;
    answers = answers == null ? Answers.JUDGED : answers;
    rectification = rectification == null ? new Rectification.Prototypes() : rectification;
    space = space == null ? ZeroShot.Space.PROJECTION : space;
    wrongWeight = wrongWeight == null ? 0 : wrongWeight;
    untouched = untouched == null ? List.of() : List.copyOf(untouched);
    Problem.unless(
        learningRate == null || learningRate > 0,
        "learningRate of the oracle's training must be positive, but is %s.",
        learningRate);
    Problem.unless(
        windows == null || windows >= 1,
        "windows of a clip that the oracle's model looks at must be at least 1, but are %d.",
        windows);
    if (budgets == null) {
      throw new Problem("oracle.budgets is missing.", "Add it, as in [20, 40, 80].");
    }
    new Rounds(strategy, budgets, atOnce);
    new FeedbackPrototypes(wrongWeight);
  }

  Rounds rounds() {
    return new Rounds(strategy, budgets, atOnce);
  }

  FeedbackPrototypes prototypes() {
    return new FeedbackPrototypes(wrongWeight);
  }
}
