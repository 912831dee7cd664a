package ricercar.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items that belong together, such as the clips of one track, and are therefore resampled together.
 *
 * @param clusterOf the cluster of each item, in 0 … {@code size} − 1
 */
public record Clusters(int[] clusterOf, int size) {
  /** Numbered in the order in which the names first appear. */
  public static Clusters of(List<String> nameOfItem) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] clusterOf = new int[nameOfItem.size()];
    for (int i = 0; i < clusterOf.length; i++) {
      clusterOf[i] = numbers.computeIfAbsent(nameOfItem.get(i), name -> numbers.size());
    }
    return new Clusters(clusterOf, numbers.size());
  }

  /** How often each item stands, when its cluster stands {@code clusterCounts} times. */
  public int[] spread(int[] clusterCounts) {
    int[] counts = new int[clusterOf.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = clusterCounts[clusterOf[i]];
    }
    return counts;
  }

  /** The mean of the items' values within each cluster. */
  public double[] means(double[] values) {
    double[] sums = new double[size];
    int[] items = new int[size];
    for (int i = 0; i < clusterOf.length; i++) {
      sums[clusterOf[i]] += values[i];
      items[clusterOf[i]]++;
    }
    for (int c = 0; c < size; c++) {
      sums[c] /= items[c];
    }
    return sums;
  }
}
