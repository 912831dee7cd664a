package ricercar.geometry;

import java.util.Locale;
import java.util.stream.IntStream;
import ricercar.Problem;

/**
 * Whether a plane shows the neighbourhoods of the space it was made of (Venna and Kaski 2001); 1 is
 * all of them.
 *
 * @param trustworthiness whether near points are near embeddings
 * @param continuity whether near embeddings are near points
 * @param neighbours looked at
 * @param judged how many points were judged, among all
 */
public record Faithfulness(double trustworthiness, double continuity, int neighbours, int judged) {
  public static final int NEIGHBOURS = 5;
  private static final int ALL_JUDGED = 2_000;
  private static final int MOST_JUDGED = 1_000;

  /** As in "trustworthiness 0.95, continuity 0.97 (5 neighbours)". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "trustworthiness %.3f, continuity %.3f (%d neighbours)",
        trustworthiness,
        continuity,
        neighbours);
  }

  /**
   * By five neighbours, of all points up to 2,000, of more by 1,000 spread evenly, each among all
   * others.
   */
  public static Faithfulness of(float[][] embeddings, double[][] points) {
    return of(
        embeddings, points, NEIGHBOURS, points.length > ALL_JUDGED ? MOST_JUDGED : ALL_JUDGED);
  }

  /**
   * @param k below half of the number of points
   * @param mostJudged points to judge at most
   */
  public static Faithfulness of(float[][] embeddings, double[][] points, int k, int mostJudged) {
    int n = embeddings.length;
    Problem.unless(
        n == points.length && k > 0 && 2 * k < n,
        "The %d nearest are judged among more than %d points, not %d of %d embeddings.",
        k,
        2 * k,
        points.length,
        n);
    double[][] x = Rows.centred(embeddings);
    int judged = Math.min(n, mostJudged);
    double[][] penalties =
        IntStream.range(0, judged)
            .parallel()
            .mapToObj(
                one -> {
                  int i = (int) ((long) one * n / judged);
                  double[] far = distances(x, i);
                  double[] near = distances(points, i);
                  return new double[] {penalty(near, far, i, k), penalty(far, near, i, k)};
                })
            .toArray(double[][]::new);
    double[] sums = new double[2];
    for (double[] penalty : penalties) {
      sums[0] += penalty[0];
      sums[1] += penalty[1];
    }
    double worst = judged * k * (2.0 * n - 3.0 * k - 1) / 2;
    return new Faithfulness(1 - sums[0] / worst, 1 - sums[1] / worst, k, judged);
  }

  /** By how much the k nearest of the one are beyond the k nearest of the other. */
  private static double penalty(double[] one, double[] other, int i, int k) {
    double penalty = 0;
    for (int j : nearest(one, i, k)) {
      int rank = 1;
      for (int m = 0; m < other.length; m++) {
        boolean nearer = other[m] < other[j] || (other[m] == other[j] && m < j);
        rank += nearer && m != i ? 1 : 0;
      }
      penalty += Math.max(0, rank - k);
    }
    return penalty;
  }

  private static int[] nearest(double[] distances, int self, int k) {
    int[] rows = new int[k];
    int size = 0;
    for (int j = 0; j < distances.length; j++) {
      if (j == self || (size == k && distances[j] >= distances[rows[k - 1]])) {
        continue;
      }
      int place = size < k ? size++ : k - 1;
      for (; place > 0 && distances[rows[place - 1]] > distances[j]; place--) {
        rows[place] = rows[place - 1];
      }
      rows[place] = j;
    }
    return rows;
  }

  private static double[] distances(double[][] rows, int i) {
    double[] distances = new double[rows.length];
    for (int j = 0; j < rows.length; j++) {
      distances[j] = Rows.squaredDistance(rows[i], rows[j]);
    }
    return distances;
  }
}
