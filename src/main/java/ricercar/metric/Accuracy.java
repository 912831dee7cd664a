package ricercar.metric;

/** The share of items whose highest score is that of their class; the first wins a tie. */
public final class Accuracy {
  private Accuracy() {}

  public static double of(Outcomes outcomes) {
    return Metric.ACCURACY.of(outcomes);
  }

  /** Whether each item is right: what paired tests compare. */
  public static boolean[] hits(Outcomes outcomes) {
    boolean[] hits = new boolean[outcomes.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = highest(outcomes.scores()[i]) == outcomes.truth()[i][0];
    }
    return hits;
  }

  static int highest(float[] scores) {
    int best = 0;
    for (int c = 1; c < scores.length; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }
}
