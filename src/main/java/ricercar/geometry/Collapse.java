package ricercar.geometry;

/**
 * Whether vectors of different clips can still be told apart, by four measures. Where all are
 * nearly one vector, spread, alignment and uniformity are near 0; the effective rank does not see
 * it, since it knows no scale. Where they lie on a line, the rank alone shows it.
 *
 * @param effectiveRank see {@link EffectiveRank}
 * @param spread see {@link UnitSpread}
 * @param alignment see {@link Alignment}; NaN if no clip has two vectors
 * @param uniformity see {@link Uniformity}
 */
public record Collapse(double effectiveRank, double spread, double alignment, double uniformity) {
  /** Spread and rank below which a representation is called collapsed. */
  public static final double LEAST_SPREAD = 0.1;

  public static final double LEAST_RANK = 2;

  /**
   * @param vectors {@code [vector][width]}, at least two
   * @param clips the clip of each
   */
  public static Collapse of(float[][] vectors, int[] clips) {
    return new Collapse(
        EffectiveRank.of(vectors),
        UnitSpread.of(vectors),
        Alignment.of(vectors, clips),
        Uniformity.of(vectors));
  }

  /** Wholly, onto a point, or onto a line. */
  public boolean collapsed() {
    return spread < LEAST_SPREAD || effectiveRank < LEAST_RANK;
  }
}
