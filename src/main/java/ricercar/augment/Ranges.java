package ricercar.augment;

import ricercar.Problem;

/** The door for the ranges that a person may write into an experiment. */
final class Ranges {
  private Ranges() {}

  static void ordered(String what, double low, double high) {
    if (!(low <= high)) {
      throw new Problem(
          "The range of the " + what + " runs from " + low + " to " + high + ".",
          "Give the lower end first.");
    }
  }

  static void probability(String what, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new Problem(
          "The probability of " + what + " is " + probability + ".",
          "Give a number between 0 and 1.");
    }
  }
}
