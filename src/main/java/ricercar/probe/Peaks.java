package ricercar.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * The local maxima of an activation.
 *
 * @param times the middles of their frames, in seconds, ascending
 * @param heights the activation at each
 */
record Peaks(double[] times, float[] heights) {
  /** A peak is the largest within ±100 ms, and the first of equals. */
  private static final double REACH = 0.1;

  static Peaks of(float[] activation, double framesPerSecond) {
    int reach = Math.max(1, (int) Math.floor(REACH * framesPerSecond + 1e-9));
    List<Integer> peaks = new ArrayList<>();
    for (int i = 0; i < activation.length; i++) {
      if (isPeak(activation, i, reach)) {
        peaks.add(i);
      }
    }
    double[] times = new double[peaks.size()];
    float[] heights = new float[times.length];
    for (int p = 0; p < times.length; p++) {
      times[p] = (peaks.get(p) + 0.5) / framesPerSecond;
      heights[p] = activation[peaks.get(p)];
    }
    return new Peaks(times, heights);
  }

  private static boolean isPeak(float[] activation, int at, int reach) {
    for (int j = Math.max(0, at - reach); j <= Math.min(activation.length - 1, at + reach); j++) {
      boolean beaten = j < at ? activation[j] >= activation[at] : activation[j] > activation[at];
      if (beaten) {
        return false;
      }
    }
    return true;
  }

  /** The times of the peaks that reach a threshold. */
  double[] above(double threshold) {
    List<Double> chosen = new ArrayList<>();
    for (int p = 0; p < times.length; p++) {
      if (heights[p] >= threshold) {
        chosen.add(times[p]);
      }
    }
    return chosen.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
