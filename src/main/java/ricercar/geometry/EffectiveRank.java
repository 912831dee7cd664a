package ricercar.geometry;

/**
 * How many directions embeddings really use (Roy and Vetterli 2007): exp of the entropy of the
 * singular values, taken as shares, of the centred embeddings. 1 is a line, the width is an even
 * spread; a collapsed encoder shows here.
 */
public final class EffectiveRank {
  private EffectiveRank() {}

  /**
   * @param embeddings {@code [embedding][width]}
   * @return 0 if all embeddings are equal
   */
  public static double of(float[][] embeddings) {
    return Spectrum.of(embeddings).effectiveRank();
  }
}
