package ricercar.geometry;

/**
 * How evenly embeddings fill the unit sphere (Wang and Isola 2020): log of the mean of exp(−2 ·
 * squared distance) over all pairs. 0 means that all lie on one point; lower is more even, and −4
 * is the bound of many dimensions.
 */
public final class Uniformity {
  private Uniformity() {}

  /**
   * @param embeddings {@code [embedding][width]}
   * @return NaN for fewer than two
   */
  public static double of(float[][] embeddings) {
    double[][] unit = Rows.unit(embeddings);
    double sum = 0;
    for (int i = 0; i < unit.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.exp(-2 * Rows.squaredDistance(unit[i], unit[j]));
      }
    }
    return Math.log(sum / (unit.length * (unit.length - 1.0) / 2));
  }
}
