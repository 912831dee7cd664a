package ricercar.geometry;

import java.util.Arrays;

/**
 * Whether some embeddings are near to nearly all others (Radovanović, Nanopoulos and Ivanović
 * 2010): a search then gives the same few sounds to every question.
 *
 * @param occurrences how often each embedding is among the k nearest of another
 */
public record Hubness(int k, int[] occurrences) {
  /**
   * @param embeddings {@code [embedding][width]}
   */
  public static Hubness of(float[][] embeddings, int k, Distance distance) {
    int[] occurrences = new int[embeddings.length];
    for (int[] nearest : Neighbours.of(embeddings, k, distance).rows()) {
      for (int row : nearest) {
        occurrences[row]++;
      }
    }
    return new Hubness(k, occurrences);
  }

  /** The third standardised moment of the occurrences; 0 is even, above 1 there are hubs. */
  public double skewness() {
    double second = 0;
    double third = 0;
    for (int occurrence : occurrences) {
      double off = occurrence - k; // k is their mean
      second += off * off;
      third += off * off * off;
    }
    int n = occurrences.length;
    return second == 0 ? 0 : third / n / Math.pow(second / n, 1.5);
  }

  /** The share of embeddings that are near to none. */
  public double orphans() {
    return Arrays.stream(occurrences).filter(count -> count == 0).count()
        / (double) occurrences.length;
  }
}
