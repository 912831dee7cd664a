package ricercar.geometry;

/**
 * How much embeddings, brought to unit length, vary in each dimension (Chen and He 2021, figure 2):
 * the mean over the dimensions of the standard deviation, times the root of their number. 0 means
 * that all point the same way, 1 is an even spread over the sphere.
 */
public final class UnitSpread {
  private UnitSpread() {}

  /**
   * @param embeddings {@code [embedding][width]}
   */
  public static double of(float[][] embeddings) {
    double[][] unit = Rows.unit(embeddings);
    int width = unit[0].length;
    double sum = 0;
    for (int k = 0; k < width; k++) {
      double mean = 0;
      for (double[] row : unit) {
        mean += row[k] / unit.length;
      }
      double variance = 0;
      for (double[] row : unit) {
        variance += (row[k] - mean) * (row[k] - mean) / unit.length;
      }
      sum += Math.sqrt(variance);
    }
    return sum / width * Math.sqrt(width);
  }
}
