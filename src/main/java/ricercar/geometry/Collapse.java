package ricercar.geometry;

/**
 * Whether vectors of different clips can still be told apart, by four measures. An encoder whose
 * outputs are all one vector has an effective rank near 0, no spread, an alignment of 0 and a
 * uniformity of 0; one whose outputs lie on a line keeps a spread, and shows in the rank alone.
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
