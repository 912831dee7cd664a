package ricercar.stats;

/** An estimate with the bounds of its confidence interval, such as level 0.95. */
public record Interval(double estimate, double low, double high, double level) {
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether the whole interval lies above {@code value}: "better", at this level. */
  public boolean above(double value) {
    return low > value;
  }

  public boolean below(double value) {
    return high < value;
  }

  /** Half of the width, for a "± …" beside the estimate. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
