package ricercar.augment;

/**
 * A frequency ratio in lowest terms, so that resampling needs only {@code below} filter phases.
 *
 * @param above the numerator; more than {@code below} raises the pitch
 */
record Ratio(int above, int below) {
  /** 0.25 cents: a twentieth of what the pitch may be off. */
  private static final double TOLERANCE = StrictMath.pow(2, 0.25 / 1200) - 1;

  /** The ratio of smallest denominator within 0.25 cents. */
  static Ratio ofCents(double cents) {
    double wanted = StrictMath.pow(2, cents / 1200);
    for (int below = 1; ; below++) {
      long above = Math.round(wanted * below);
      if (Math.abs(above / (wanted * below) - 1) <= TOLERANCE) {
        return reduced((int) above, below);
      }
    }
  }

  static Ratio reduced(int above, int below) {
    int a = above;
    int b = below;
    while (b != 0) {
      int rest = a % b;
      a = b;
      b = rest;
    }
    return new Ratio(above / a, below / a);
  }

  double value() {
    return (double) above / below;
  }

  double cents() {
    return 1200 * StrictMath.log(value()) / StrictMath.log(2);
  }
}
