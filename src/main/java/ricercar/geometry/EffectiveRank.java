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
    double[] values = PrincipalComponents.singularValues(Rows.centred(embeddings));
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    if (sum == 0) {
      return 0;
    }
    double entropy = 0;
    for (double value : values) {
      double share = value / sum;
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return Math.exp(entropy);
  }
}
