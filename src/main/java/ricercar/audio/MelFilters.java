package ricercar.audio;

/** Triangular filters on the HTK mel scale from 0 Hz to half the rate, without normalisation. */
public final class MelFilters {
  private MelFilters() {}

  /**
   * @return [bins][bands] row by row, bins = fftSize / 2 + 1
   */
  public static float[] of(int sampleRate, int fftSize, int bands) {
    int bins = fftSize / 2 + 1;
    double[] edges = new double[bands + 2];
    double top = mel(sampleRate / 2.0);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(top * i / (bands + 1));
    }
    float[] filters = new float[bins * bands];
    for (int bin = 0; bin < bins; bin++) {
      double frequency = (double) bin * sampleRate / fftSize;
      for (int band = 0; band < bands; band++) {
        double up = (frequency - edges[band]) / (edges[band + 1] - edges[band]);
        double down = (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1]);
        filters[bin * bands + band] = (float) Math.max(0, Math.min(up, down));
      }
    }
    return filters;
  }

  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }
}
