package ricercar.stats;

/** The standard normal distribution, to about 1e-15. */
public final class Normal {
  private static final double SQRT_2PI = StrictMath.sqrt(2 * Math.PI);

  private Normal() {}

  /** Marsaglia (2004): a Taylor series near 0; a continued fraction in the tails. */
  public static double cumulative(double x) {
    if (Math.abs(x) > 5) {
      double tail = density(x) * millsRatio(Math.abs(x));
      return x > 0 ? 1 - tail : tail;
    }
    double term = x;
    double sum = x;
    for (int i = 3; sum + term != sum; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * density(x);
  }

  /** The inverse, by a rational approximation refined with three steps of Halley. */
  public static double quantile(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share " + share + " is not in (0, 1)");
    }
    if (share > 0.5) {
      return -quantile(1 - share);
    }
    double x = start(share);
    for (int step = 0; step < 3; step++) {
      double error = (cumulative(x) - share) / density(x);
      x -= error / (1 + x * error / 2);
    }
    return x;
  }

  /** Abramowitz and Stegun 26.2.23, good to 4.5e-4; for the lower half. */
  private static double start(double share) {
    double t = StrictMath.sqrt(-2 * StrictMath.log(share));
    return -(t
        - (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2) / SQRT_2PI;
  }

  /** (1 − Φ(x)) / φ(x) by Laplace's continued fraction, for x > 5. */
  private static double millsRatio(double x) {
    double fraction = x;
    for (int k = 60; k > 0; k--) {
      fraction = x + k / fraction;
    }
    return 1 / fraction;
  }
}
