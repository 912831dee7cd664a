package ricercar.geometry;

import java.util.Arrays;

/**
 * The singular values of centred embeddings: how much they vary along each direction, the widest
 * first. A collapsed encoder falls off steeply (Jing et al. 2022, "Understanding dimensional
 * collapse").
 *
 * @param values descending; as many as the smaller of the number of embeddings and their width
 */
public record Spectrum(double[] values) {
  /**
   * @param embeddings {@code [embedding][width]}
   */
  public static Spectrum of(float[][] embeddings) {
    return new Spectrum(PrincipalComponents.singularValues(Rows.centred(embeddings)));
  }

  /** Of the whole variance the share along each direction; zeros if all embeddings are equal. */
  public double[] varianceShares() {
    double sum = Arrays.stream(values).map(value -> value * value).sum();
    return Arrays.stream(values).map(value -> sum == 0 ? 0 : value * value / sum).toArray();
  }

  /** exp of the entropy of the values, taken as shares; 0 if all embeddings are equal. */
  public double effectiveRank() {
    double sum = Arrays.stream(values).sum();
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
