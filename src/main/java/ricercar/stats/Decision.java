package ricercar.stats;

/** What an interval says about the claim that a gain is above 0. */
public enum Decision {
  HOLDS("holds"),
  DOES_NOT_HOLD("does not hold"),
  UNDECIDED("undecided");

  private final String text;

  Decision(String text) {
    this.text = text;
  }

  /**
   * By interval inclusion: it holds if the whole interval is above 0; it does not hold if the whole
   * interval is below 0, or if the gain is shown to be negligible, which two one-sided tests do
   * (Schuirmann 1987): at level 0.95 of the interval, each at 5 %, that is the interval of level
   * 0.90 within the margin. Anything else is undecided.
   *
   * @param gain of a two-sided level above 0.5
   * @param margin below which a gain is negligible, fixed before the data were seen; NaN for none
   */
  public static Decision on(Resampled gain, double level, double margin) {
    Interval interval = gain.interval(level);
    if (interval.above(0)) {
      return HOLDS;
    }
    Interval oneSided = gain.interval(2 * level - 1);
    boolean negligible = oneSided.above(-margin) && oneSided.below(margin);
    return interval.below(0) || negligible ? DOES_NOT_HOLD : UNDECIDED;
  }

  /**
   * What an interval says about the claim that a gain is no loss worth speaking of, by
   * non-inferiority: it holds if the whole interval lies above −margin, and does not if it lies
   * below. Being two-sided, at level 0.95 each end is a one-sided test at 2.5 %.
   *
   * @param margin the largest loss that is no loss, fixed before the data were seen
   */
  public static Decision onNoLoss(Resampled gain, double level, double margin) {
    Interval interval = gain.interval(level);
    return interval.above(-margin) ? HOLDS : interval.below(-margin) ? DOES_NOT_HOLD : UNDECIDED;
  }

  /**
   * Whether so few independent differences can reject anything: the smallest p of a two-sided
   * sign-flip test of n is 2 / 2ⁿ, so that 6 are needed at level 0.95. A bootstrap of fewer only
   * repeats them, and its intervals are too narrow.
   */
  public static boolean possible(int differences, double level) {
    return Math.pow(2, 1 - differences) <= 1 - level;
  }

  public String text() {
    return text;
  }
}
