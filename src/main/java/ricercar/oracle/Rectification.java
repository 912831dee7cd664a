package ricercar.oracle;

import java.util.OptionalLong;
import ricercar.Problem;

/**
 * How a model learns from verdicts after a budget of them (report, B.2, "rectification strategy").
 */
public sealed interface Rectification {
  /** Whether weights move at all. */
  default boolean trains() {
    return true;
  }

  /** Whether it begins with the very weights that training began with. */
  default boolean fromScratch() {
    return false;
  }

  /**
   * The steps of one rectification.
   *
   * @param perPass steps in which the slowest pool of clips is used up once
   * @param training steps of the run that it goes on from
   */
  long steps(long perPass, long training);

  /** How many steps without a better loss end it; empty if it runs to its last step. */
  default OptionalLong enough() {
    return OptionalLong.empty();
  }

  /** New prototypes in the old space. */
  record Prototypes() implements Rectification {
    @Override
    public boolean trains() {
      return false;
    }

    @Override
    public long steps(long perPass, long training) {
      return 0;
    }
  }

  /** So many steps. */
  record Steps(long steps) implements Rectification {
    public Steps {
      Problem.unless(steps > 0, "steps must be positive, but is %d.", steps);
    }

    @Override
    public long steps(long perPass, long training) {
      return steps;
    }
  }

  /** Until every clip was seen once. */
  record OnePass() implements Rectification {
    @Override
    public long steps(long perPass, long training) {
      return perPass;
    }
  }

  /**
   * Until the loss, averaged over as many steps as the patience, has not fallen for another so
   * many.
   *
   * @param patience in steps
   * @param most steps
   */
  record Convergence(long patience, long most) implements Rectification {
    public Convergence {
      Problem.unless(
          patience > 0 && most >= patience,
          "patience is %d and most is %d; at least one patience must fit.",
          patience,
          most);
    }

    @Override
    public long steps(long perPass, long training) {
      return most;
    }

    @Override
    public OptionalLong enough() {
      return OptionalLong.of(patience);
    }
  }

  /** Everything again from the first weights, with all labels that are known now. */
  record FromScratch() implements Rectification {
    @Override
    public boolean fromScratch() {
      return true;
    }

    @Override
    public long steps(long perPass, long training) {
      return training;
    }
  }
}
