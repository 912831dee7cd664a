package ricercar.metric;

/**
 * Macro average precision: per tag Σ (R<sub>k</sub> − R<sub>k−1</sub>) · P<sub>k</sub> over the
 * distinct scores from high to low, without interpolation.
 */
public final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * @param targets {@code [item][tag]}
   * @param scores {@code [item][tag]}
   */
  public static MacroScore macro(boolean[][] targets, double[][] scores) {
    int[] once = TagRanking.once(targets.length);
    return MacroScore.of(TagRanking.all(targets, scores), tag -> tag.averagePrecision(once));
  }

  public static MacroScore macro(Outcomes outcomes) {
    return macro(outcomes.targets(), outcomes.wideScores());
  }
}
