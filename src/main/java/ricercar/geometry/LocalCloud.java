package ricercar.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ricercar.Problem;

/**
 * Whether the local vectors of a clip lie around its global one (report A.2: "global
 * representations at the center of a cloud of local representations"), by cosines.
 *
 * @param own for each clip the mean cosine of its global vector and its own local ones
 * @param others for each clip that of its global vector and the local ones of all other clips
 * @param byLag the mean cosine of two local vectors of a clip, by their distance in frames, from 1
 *     on
 */
public record LocalCloud(double[] own, double[] others, double[] byLag) {

  /**
   * @param global {@code [clip][width]}
   * @param local {@code [clip][frame][width]}, equally many frames of each
   * @param lags how many distances to look at
   */
  public static LocalCloud of(float[][] global, float[][][] local, int lags) {
    Problem.unless(
        global.length >= 2 && global.length == local.length,
        "A cloud is compared with those of other clips: %d global vectors, %d clips.",
        global.length,
        local.length);
    int clips = global.length;
    List<double[]> centres = new ArrayList<>();
    List<double[]> means = new ArrayList<>();
    double[] sums = new double[lags];
    long[] counts = new long[lags];
    double[] total = new double[global[0].length];
    for (int i = 0; i < clips; i++) {
      centres.add(unit(global[i]));
      double[][] frames = new double[local[i].length][];
      double[] mean = new double[total.length];
      for (int t = 0; t < frames.length; t++) {
        frames[t] = unit(local[i][t]);
        for (int k = 0; k < mean.length; k++) {
          mean[k] += frames[t][k] / frames.length;
        }
      }
      means.add(mean);
      for (int k = 0; k < total.length; k++) {
        total[k] += mean[k];
      }
      for (int lag = 1; lag <= lags; lag++) {
        for (int t = 0; t + lag < frames.length; t++) {
          sums[lag - 1] += Rows.dot(frames[t], frames[t + lag]);
          counts[lag - 1]++;
        }
      }
    }
    double[] own = new double[clips];
    double[] others = new double[clips];
    for (int i = 0; i < clips; i++) {
      own[i] = Rows.dot(centres.get(i), means.get(i));
      // Cosines of unit vectors are linear, so the others' mean is that of all, less its own.
      others[i] = (Rows.dot(centres.get(i), total) - own[i]) / (clips - 1);
    }
    double[] byLag = new double[lags];
    for (int lag = 0; lag < lags; lag++) {
      byLag[lag] = counts[lag] == 0 ? Double.NaN : sums[lag] / counts[lag];
    }
    return new LocalCloud(own, others, byLag);
  }

  /** By how much each clip's local vectors are nearer to its global one than those of others. */
  public double[] margins() {
    double[] margins = new double[own.length];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = own[i] - others[i];
    }
    return margins;
  }

  /** The share of clips whose global vector is nearer to its own local ones than to others. */
  public double centred() {
    return Arrays.stream(margins()).filter(margin -> margin > 0).count() / (double) own.length;
  }

  /**
   * How far two local vectors of a clip lie apart on the unit sphere, by their distance in frames,
   * from 1 on: the root of the mean squared distance, 0 to 2.
   */
  public double[] distanceByLag() {
    return Arrays.stream(byLag).map(LocalCloud::apart).toArray();
  }

  /** How far the local vectors of each clip lie from its global one, likewise. */
  public double[] radius() {
    return Arrays.stream(own).map(LocalCloud::apart).toArray();
  }

  private static double apart(double cosine) {
    return Math.sqrt(Math.max(0, 2 - 2 * cosine));
  }

  private static double[] unit(float[] vector) {
    double norm = 0;
    for (float value : vector) {
      norm += (double) value * value;
    }
    double length = Math.max(Math.sqrt(norm), 1e-12);
    double[] unit = new double[vector.length];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = vector[k] / length;
    }
    return unit;
  }
}
