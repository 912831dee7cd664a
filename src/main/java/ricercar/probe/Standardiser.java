package ricercar.probe;

import ricercar.tensor.Tensor;

/** Takes features to mean 0 and deviation 1 by the statistics of the training rows alone. */
record Standardiser(double[] mean, double[] deviation) {
  static Standardiser of(Features training) {
    int width = training.width();
    double[] mean = new double[width];
    double[] deviation = new double[width];
    float[] values = training.values();
    for (int i = 0; i < values.length; i += width) {
      for (int k = 0; k < width; k++) {
        mean[k] += values[i + k] / training.size();
      }
    }
    for (int i = 0; i < values.length; i += width) {
      for (int k = 0; k < width; k++) {
        double distance = values[i + k] - mean[k];
        deviation[k] += distance * distance / training.size();
      }
    }
    for (int k = 0; k < width; k++) {
      // A feature that never moves, such as a dead unit, says nothing: it becomes 0.
      double root = Math.sqrt(deviation[k]);
      deviation[k] =
          root > 1e-6 * Math.max(1e-6, Math.abs(mean[k])) ? root : Double.POSITIVE_INFINITY;
    }
    return new Standardiser(mean, deviation);
  }

  /** [rows, width]. */
  Tensor apply(Features features) {
    int width = features.width();
    float[] values = features.values().clone();
    for (int i = 0; i < values.length; i += width) {
      for (int k = 0; k < width; k++) {
        values[i + k] = (float) ((values[i + k] - mean[k]) / deviation[k]);
      }
    }
    return Tensor.of(values, features.size(), width);
  }

  /** The inverse of {@link #apply}, in place; what never moved comes back as its mean. */
  float[] restore(float[] values) {
    int width = mean.length;
    for (int i = 0; i < values.length; i++) {
      double scale = Double.isInfinite(deviation[i % width]) ? 0 : deviation[i % width];
      values[i] = (float) (values[i] * scale + mean[i % width]);
    }
    return values;
  }
}
