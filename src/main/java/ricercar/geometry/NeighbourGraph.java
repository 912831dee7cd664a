package ricercar.geometry;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * UMAP's fuzzy graph: an edge in each direction between near embeddings, with the probability that
 * the two belong together.
 */
record NeighbourGraph(int[] from, int[] to, double[] weights) {
  private static final int NEIGHBOURS = 15;
  private static final int BISECTIONS = 64;

  private record Near(int index, double distance) {}

  private record Edge(int from, int to) {}

  static NeighbourGraph of(double[][] x) {
    int k = Math.min(NEIGHBOURS, x.length - 1);
    List<List<Near>> nearest =
        IntStream.range(0, x.length).parallel().mapToObj(i -> nearest(x, i, k)).toList();
    Comparator<Edge> order = Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to);
    SortedMap<Edge, Double> edges = new TreeMap<>(order);
    for (int i = 0; i < x.length; i++) {
      double[] memberships = memberships(nearest.get(i));
      for (int n = 0; n < k; n++) {
        int other = nearest.get(i).get(n).index;
        // The probability of either of two independent edges: a + b - ab.
        edges.merge(new Edge(i, other), memberships[n], (a, b) -> a + b - a * b);
        edges.merge(new Edge(other, i), memberships[n], (a, b) -> a + b - a * b);
      }
    }
    return new NeighbourGraph(
        edges.keySet().stream().mapToInt(Edge::from).toArray(),
        edges.keySet().stream().mapToInt(Edge::to).toArray(),
        edges.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static List<Near> nearest(double[][] x, int of, int k) {
    return IntStream.range(0, x.length)
        .filter(i -> i != of)
        .mapToObj(i -> new Near(i, Math.sqrt(Rows.squaredDistance(x[of], x[i]))))
        .sorted(Comparator.comparingDouble(Near::distance).thenComparingInt(Near::index))
        .limit(k)
        .toList();
  }

  /**
   * exp(-(distance - nearest) / scale), the scale chosen so that the memberships sum to log2(k):
   * dense and thin regions get equally many neighbours.
   */
  private static double[] memberships(List<Near> nearest) {
    double closest = nearest.get(0).distance;
    double goal = Math.log(nearest.size()) / Math.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double scale = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      boolean tooMany = sum(memberships(nearest, closest, scale)) > goal;
      high = tooMany ? scale : high;
      low = tooMany ? low : scale;
      scale = Double.isInfinite(high) ? 2 * scale : (low + high) / 2;
    }
    return memberships(nearest, closest, scale);
  }

  private static double[] memberships(List<Near> nearest, double closest, double scale) {
    return nearest.stream()
        .mapToDouble(
            near -> near.distance <= closest ? 1 : Math.exp(-(near.distance - closest) / scale))
        .toArray();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
