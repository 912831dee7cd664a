package ricercar.geometry;

import smile.math.matrix.Matrix;

/**
 * Principal components by the singular values of the centred rows, or, of very many rows, by those
 * of their covariance, which is far less work and, for a picture, as exact.
 */
final class PrincipalComponents {
  private static final int MANY = 5_000;

  private PrincipalComponents() {}

  /**
   * The first coordinates of each row, the widest direction first. A direction's sign is free; it
   * is chosen so that the loading of largest magnitude is positive.
   *
   * @param x centred; {@code [n][width]}
   * @return {@code [n][dimensions]}; zeros where the rows span fewer directions
   */
  static double[][] of(double[][] x, int dimensions) {
    return x.length > MANY && x.length > 4 * x[0].length
        ? projected(x, dimensions)
        : decomposed(x, dimensions);
  }

  private static double[][] projected(double[][] x, int dimensions) {
    Matrix.SVD svd = Matrix.of(x).ata().svd(true, true);
    double[][] points = new double[x.length][dimensions];
    for (int d = 0; d < Math.min(dimensions, svd.s.length); d++) {
      double sign = sign(svd.V, d);
      for (int i = 0; i < points.length; i++) {
        double sum = 0;
        for (int k = 0; k < x[i].length; k++) {
          sum += x[i][k] * svd.V.get(k, d);
        }
        points[i][d] = sign * sum;
      }
    }
    return points;
  }

  private static double[][] decomposed(double[][] x, int dimensions) {
    Matrix.SVD svd = Matrix.of(x).svd(true, false);
    double[][] points = new double[x.length][dimensions];
    for (int d = 0; d < Math.min(dimensions, svd.s.length); d++) {
      double sign = sign(svd.V, d);
      for (int i = 0; i < points.length; i++) {
        points[i][d] = sign * svd.U.get(i, d) * svd.s[d];
      }
    }
    return points;
  }

  static double[] singularValues(double[][] x) {
    return Matrix.of(x).svd(false, false).s;
  }

  private static double sign(Matrix loadings, int column) {
    double largest = 0;
    for (int k = 0; k < loadings.nrow(); k++) {
      double loading = loadings.get(k, column);
      largest = Math.abs(loading) > Math.abs(largest) ? loading : largest;
    }
    return largest < 0 ? -1 : 1;
  }
}
