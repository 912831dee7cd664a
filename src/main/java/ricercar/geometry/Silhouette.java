package ricercar.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.Problem;

/**
 * Whether embeddings lie nearer to their own class than to any other (Rousseeuw 1987): of each, (b
 * − a) / max(a, b) with a the mean distance to its class and b that to the nearest other class. 1
 * is far apart, 0 is mixed, below 0 is among another class.
 */
public final class Silhouette {
  private Silhouette() {}

  /** The mean over all labelled embeddings. */
  public static double of(float[][] embeddings, int[] classOf, Distance distance) {
    return Arrays.stream(each(embeddings, classOf, distance))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * @param embeddings {@code [embedding][width]}
   * @param classOf the class of each, −1 where it has none
   * @return of each embedding; 0 where it is alone in its class, NaN where it has none
   */
  public static double[] each(float[][] embeddings, int[] classOf, Distance distance) {
    int[] labelled = Classes.labelled(embeddings, classOf);
    int[] counts = Classes.counts(classOf);
    Problem.unless(
        Arrays.stream(counts).filter(count -> count > 0).count() >= 2,
        "A silhouette compares classes, and there are fewer than two.");
    double[][] x = distance.prepared(embeddings);
    double[] silhouettes = new double[embeddings.length];
    Arrays.fill(silhouettes, Double.NaN);
    IntStream.of(labelled)
        .parallel()
        .forEach(
            i -> {
              double[] sums = new double[counts.length];
              for (int j : labelled) {
                sums[classOf[j]] += distance.ofSquared(Rows.squaredDistance(x[i], x[j]));
              }
              silhouettes[i] = silhouette(sums, counts, classOf[i]);
            });
    return silhouettes;
  }

  private static double silhouette(double[] sums, int[] counts, int own) {
    if (counts[own] == 1) {
      return 0;
    }
    double a = sums[own] / (counts[own] - 1);
    double b = Double.POSITIVE_INFINITY;
    for (int k = 0; k < sums.length; k++) {
      b = k != own && counts[k] > 0 ? Math.min(b, sums[k] / counts[k]) : b;
    }
    double larger = Math.max(a, b);
    return larger == 0 ? 0 : (b - a) / larger;
  }
}
