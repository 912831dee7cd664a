package ricercar.oracle;

import java.util.List;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Someone who judges by the corpus's labels, in known ways badly. What is said of a clip is a
 * function of the stream and the question alone.
 *
 * @param noise how often the class is mistaken for another; 0 if null
 * @param confusion {@code [true][taken for]}: how often each other class is the one that a mistaken
 *     clip is taken for, relative to the others; the diagonal does not count; all alike if null
 * @param refusal how often there is no answer; 0 if null
 * @param naming how often the class is named where the prediction is found wrong; 1 if null
 * @param cost in time; the usual one if null
 */
public record SimulatedOracle(
    Double noise, List<List<Double>> confusion, Double refusal, Double naming, Cost cost) {
  public SimulatedOracle {
    noise = noise == null ? 0 : noise;
    confusion = confusion == null ? List.of() : List.copyOf(confusion);
    refusal = refusal == null ? 0 : refusal;
    naming = naming == null ? 1 : naming;
    cost = cost == null ? Cost.USUAL : cost;
    chance("noise", noise);
    chance("refusal", refusal);
    chance("naming", naming);
  }

  /** Never wrong, never silent. */
  public static SimulatedOracle truthful() {
    return new SimulatedOracle(null, null, null, null, null);
  }

  /**
   * Seconds that each kind of verdict takes, after the clip was heard. Saying yes or no is cheaper
   * than finding the name among the classes.
   *
   * @param listening to any clip
   * @param yesNo to confirm, or to reject without a class
   * @param name to correct
   * @param skip to give up
   */
  public record Cost(double listening, double yesNo, double name, double skip) {
    public static final Cost USUAL = new Cost(4, 1, 4, 1);

    public Cost {
      Problem.unless(
          listening >= 0 && yesNo >= 0 && name >= 0 && skip >= 0,
          "The seconds of listening, yesNo, name and skip must not be negative.");
    }

    /** Of one verdict. */
    public long milliseconds(Verdict.Kind kind) {
      double seconds =
          switch (kind) {
            case CONFIRM, REJECT -> yesNo;
            case CORRECT -> name;
            case SKIP -> skip;
          };
      return Math.round(1000 * (listening + seconds));
    }
  }

  /** What was said, and how long it took. */
  public record Answer(Verdict verdict, long milliseconds) {}

  /**
   * @param classes of the task; the truth is one of them
   * @param random of this clip and question
   */
  public Answer judge(Prediction shown, String truth, List<String> classes, Stream random) {
    Verdict verdict = verdict(shown, truth, classes, random);
    return new Answer(verdict, cost.milliseconds(verdict.kind()));
  }

  private Verdict verdict(Prediction shown, String truth, List<String> classes, Stream random) {
    if (random.child("refusal").chance(refusal)) {
      return new Verdict.Skip();
    }
    String heard =
        random.child("noise").chance(noise)
            ? mistaken(truth, classes, random.child("mistake"))
            : truth;
    if (heard.equals(shown.label())) {
      return new Verdict.Confirm();
    }
    return random.child("naming").chance(naming)
        ? new Verdict.Correct(heard, !classes.contains(heard))
        : new Verdict.Reject();
  }

  private String mistaken(String truth, List<String> classes, Stream random) {
    int own = classes.indexOf(truth);
    double[] weights = new double[classes.size()];
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      weights[c] = c == own ? 0 : weight(own, c, weights.length);
      sum += weights[c];
    }
    if (sum == 0) {
      return truth;
    }
    double left = random.nextDouble() * sum;
    int taken = own;
    for (int c = 0; c < weights.length && left >= 0; c++) {
      if (weights[c] > 0) {
        taken = c;
        left -= weights[c];
      }
    }
    return classes.get(taken);
  }

  private double weight(int truth, int other, int classes) {
    if (confusion.isEmpty()) {
      return 1;
    }
    Problem.unless(
        confusion.size() == classes && confusion.get(truth).size() == classes,
        "confusion has %d rows for %d classes.",
        confusion.size(),
        classes);
    return confusion.get(truth).get(other);
  }

  private static void chance(String name, double value) {
    Problem.unless(value >= 0 && value <= 1, "%s must lie in [0, 1], but is %s.", name, value);
  }
}
