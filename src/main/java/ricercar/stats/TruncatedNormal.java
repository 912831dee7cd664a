package ricercar.stats;

import ricercar.random.Stream;

/**
 * A normal distribution of which only what lies in [0, 1] is kept; made by {@link #of}.
 *
 * @param width its deviation before it is cut
 * @param kept the share of it that is
 */
public record TruncatedNormal(double centre, double width, double kept) {
  private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);

  /**
   * @param centre in [0, 1]
   */
  public static TruncatedNormal of(double centre, double width) {
    if (!(centre >= 0 && centre <= 1 && width > 0)) {
      throw new IllegalArgumentException("centre " + centre + " and width " + width);
    }
    return new TruncatedNormal(centre, width, mass(-centre / width, (1 - centre) / width));
  }

  /** At a place in [0, 1]. */
  public double density(double place) {
    double z = (place - centre) / width;
    return StrictMath.exp(-z * z / 2) / (SQRT_2PI * width) / kept;
  }

  /** The share between two places in [0, 1]. */
  public double share(double from, double to) {
    return mass((from - centre) / width, (to - centre) / width) / kept;
  }

  /** By inversion; takes one draw. */
  public double draw(Stream random) {
    double below = Normal.cumulative(-centre / width);
    double share = below + random.nextDouble() * kept;
    double inside = Math.min(1 - 0x1p-53, Math.max(Double.MIN_NORMAL, share));
    return Math.min(1, Math.max(0, centre + width * Normal.quantile(inside)));
  }

  private static double mass(double low, double high) {
    // In the upper tail the shares are near 1, and their difference would be lost.
    return low > 0
        ? Normal.cumulative(-low) - Normal.cumulative(-high)
        : Normal.cumulative(high) - Normal.cumulative(low);
  }
}
