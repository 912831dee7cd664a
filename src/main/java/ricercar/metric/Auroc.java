package ricercar.metric;

/**
 * Macro area under the receiver operating characteristic: per tag the chance that a positive item
 * is scored above a negative one, a tie counting one half.
 */
public final class Auroc {
  private Auroc() {}

  /**
   * @param targets {@code [item][tag]}
   * @param scores {@code [item][tag]}
   */
  public static MacroScore macro(boolean[][] targets, double[][] scores) {
    int[] once = TagRanking.once(targets.length);
    return MacroScore.of(TagRanking.all(targets, scores), tag -> tag.auroc(once));
  }

  public static MacroScore macro(Outcomes outcomes) {
    return macro(outcomes.targets(), outcomes.wideScores());
  }
}
