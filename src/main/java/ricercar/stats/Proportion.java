package ricercar.stats;

import ricercar.Problem;

/** How often something happened among independent trials. */
public final class Proportion {
  private Proportion() {}

  /**
   * The score interval (Wilson 1927, "Probable inference, the law of succession, and statistical
   * inference"), which holds for few trials and near 0 and 1 too.
   */
  public static Interval wilson(int successes, int trials, double level) {
    Problem.unless(
        trials > 0 && successes >= 0 && successes <= trials,
        "%d successes in %d trials are no proportion.",
        successes,
        trials);
    double z = Normal.quantile(0.5 + level / 2);
    double p = (double) successes / trials;
    double weight = 1 + z * z / trials;
    double centre = (p + z * z / (2 * trials)) / weight;
    double half = z / weight * Math.sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
    return new Interval(p, Math.max(0, centre - half), Math.min(1, centre + half), level);
  }
}
