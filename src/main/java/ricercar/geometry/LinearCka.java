package ricercar.geometry;

import java.util.Arrays;
import java.util.List;
import ricercar.Problem;

/**
 * How alike two encoders, or two layers, lay the same clips out, whatever their widths, scales and
 * rotations (Kornblith et al. 2019): linear centred kernel alignment, 0 to 1.
 */
public final class LinearCka {
  private LinearCka() {}

  /**
   * @param one {@code [clip][width]}
   * @param other the same clips in the same order; any width
   * @return NaN if one of them does not vary
   */
  public static double of(float[][] one, float[][] other) {
    Problem.unless(
        one.length == other.length,
        "CKA compares embeddings of the same clips, not of %d and of %d.",
        one.length,
        other.length);
    double[][] x = Rows.centred(one);
    double[][] y = Rows.centred(other);
    return cross(x, y) / Math.sqrt(cross(x, x) * cross(y, y));
  }

  /** Of each with each: {@code [layer][layer]}, ones on the diagonal. */
  public static double[][] among(List<float[][]> layers) {
    double[][] cka = new double[layers.size()][layers.size()];
    for (int i = 0; i < cka.length; i++) {
      cka[i][i] = 1;
      for (int j = 0; j < i; j++) {
        cka[i][j] = of(layers.get(i), layers.get(j));
        cka[j][i] = cka[i][j];
      }
    }
    return cka;
  }

  /** The squared Frobenius norm of the cross products of columns. */
  private static double cross(double[][] x, double[][] y) {
    double sum = 0;
    double[] products = new double[y[0].length];
    for (int a = 0; a < x[0].length; a++) {
      Arrays.fill(products, 0);
      for (int i = 0; i < x.length; i++) {
        double value = x[i][a];
        double[] row = y[i];
        for (int b = 0; b < products.length; b++) {
          products[b] += value * row[b];
        }
      }
      for (double product : products) {
        sum += product * product;
      }
    }
    return sum;
  }
}
