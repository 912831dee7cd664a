package ricercar.geometry;

/**
 * Lays one plane upon another of the same points: moved, turned, mirrored and scaled so that the
 * squared distances of the pairs are least (Gower 1975). What still differs, moved.
 */
public final class Procrustes {
  private Procrustes() {}

  /**
   * @param points {@code [point][2]}
   * @param onto the same points elsewhere
   * @return the points, laid upon the others; at their mean if they do not spread
   */
  public static double[][] align(double[][] points, double[][] onto) {
    double[] from = mean(points);
    double[] to = mean(onto);
    // As complex numbers: a turn and a scale are one factor, a mirror is a conjugate.
    double[] turned = new double[2];
    double[] mirrored = new double[2];
    double spread = 0;
    for (int i = 0; i < points.length; i++) {
      double x = points[i][0] - from[0];
      double y = points[i][1] - from[1];
      double u = onto[i][0] - to[0];
      double v = onto[i][1] - to[1];
      turned[0] += u * x + v * y;
      turned[1] += v * x - u * y;
      mirrored[0] += u * x - v * y;
      mirrored[1] += v * x + u * y;
      spread += x * x + y * y;
    }
    boolean mirror = length(mirrored) > length(turned);
    double[] factor = mirror ? mirrored : turned;
    double[][] aligned = new double[points.length][2];
    for (int i = 0; i < points.length; i++) {
      double x = points[i][0] - from[0];
      double y = (points[i][1] - from[1]) * (mirror ? -1 : 1);
      aligned[i][0] = to[0] + (spread == 0 ? 0 : (factor[0] * x - factor[1] * y) / spread);
      aligned[i][1] = to[1] + (spread == 0 ? 0 : (factor[0] * y + factor[1] * x) / spread);
    }
    return aligned;
  }

  private static double[] mean(double[][] points) {
    double[] mean = new double[2];
    for (double[] point : points) {
      mean[0] += point[0] / points.length;
      mean[1] += point[1] / points.length;
    }
    return mean;
  }

  private static double length(double[] z) {
    return Math.hypot(z[0], z[1]);
  }
}
