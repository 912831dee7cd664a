package ricercar.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The errors of one case, each against its tolerance. */
final class Measured {
  /**
   * Expected values below this are compared absolutely, in its units: a loss of 0 has no relative
   * error.
   */
  private static final double SMALL = 1e-3;

  private final List<String> words = new ArrayList<>();
  private boolean good = true;

  /** Relative to the expected value. */
  void number(String what, double actual, double expected, double tolerance) {
    error(what, Math.abs(actual - expected) / Math.max(Math.abs(expected), SMALL), tolerance);
  }

  /** The largest difference, relative to the largest expected magnitude. */
  void numbers(String what, double[] actual, double[] expected, double tolerance) {
    if (actual.length != expected.length) {
      throw new Unreadable(
          "'%s' has %d values where %d belong", what, expected.length, actual.length);
    }
    double largest = SMALL;
    double difference = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      // Math.max hands NaN on, so that it fails below.
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    error(what, difference / largest, tolerance);
  }

  void equal(String what, Object actual, Object expected) {
    boolean same = actual.equals(expected);
    good &= same;
    words.add(same ? what + " equal" : "%s %s instead of %s".formatted(what, actual, expected));
  }

  void error(String what, double error, double tolerance) {
    boolean within = error <= tolerance;
    good &= within;
    words.add(
        String.format(Locale.ROOT, "%s %.1e", what, error)
            + (within ? "" : String.format(Locale.ROOT, " (above %.0e)", tolerance)));
  }

  CaseResult result(String file, String name) {
    return new CaseResult(
        file, name, good ? Status.PASS : Status.FAIL, "error: " + String.join(", ", words));
  }
}
