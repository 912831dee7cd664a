package ricercar.geometry;

/** Embeddings as rows of doubles. */
final class Rows {
  private Rows() {}

  static double[][] centred(float[][] embeddings) {
    int width = embeddings[0].length;
    double[] mean = new double[width];
    for (float[] row : embeddings) {
      for (int k = 0; k < width; k++) {
        mean[k] += row[k] / embeddings.length;
      }
    }
    double[][] centred = new double[embeddings.length][width];
    for (int i = 0; i < centred.length; i++) {
      for (int k = 0; k < width; k++) {
        centred[i][k] = embeddings[i][k] - mean[k];
      }
    }
    return centred;
  }

  /** Unit vectors; a vector of zeros stays one. */
  static double[][] unit(float[][] embeddings) {
    double[][] unit = new double[embeddings.length][];
    for (int i = 0; i < unit.length; i++) {
      double length = 0;
      for (float value : embeddings[i]) {
        length += (double) value * value;
      }
      length = Math.max(1e-12, Math.sqrt(length));
      unit[i] = new double[embeddings[i].length];
      for (int k = 0; k < unit[i].length; k++) {
        unit[i][k] = embeddings[i][k] / length;
      }
    }
    return unit;
  }

  /** The largest magnitude. */
  static double spread(double[][] rows) {
    double largest = 0;
    for (double[] row : rows) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
