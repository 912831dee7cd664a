package ricercar.geometry;

import java.util.Arrays;

/**
 * UMAP's fuzzy graph: an edge in each direction between near embeddings, with the probability that
 * the two belong together; by {@code from}, then by {@code to}.
 */
record NeighbourGraph(int[] from, int[] to, double[] weights) {
  private static final int NEIGHBOURS = 15;
  private static final int BISECTIONS = 64;

  /** Of more, not every pair is looked at. */
  private static final int MANY = 12_000;

  private record Edge(int to, double weight) {}

  /**
   * @param x {@code [n][width]}
   */
  static NeighbourGraph of(double[][] x) {
    int k = Math.min(NEIGHBOURS, x.length - 1);
    Neighbours nearest =
        x.length > MANY ? NeighbourDescent.of(x, k) : Neighbours.of(x, k, Distance.EUCLIDEAN);
    double[][] memberships =
        Arrays.stream(nearest.distances())
            .parallel()
            .map(NeighbourGraph::memberships)
            .toArray(double[][]::new);
    Edge[][] edges = edges(nearest.rows(), memberships);
    int count = Arrays.stream(edges).mapToInt(own -> own.length).sum();
    NeighbourGraph graph = new NeighbourGraph(new int[count], new int[count], new double[count]);
    int at = 0;
    for (int i = 0; i < edges.length; i++) {
      Arrays.sort(edges[i], (a, b) -> Integer.compare(a.to, b.to));
      for (Edge edge : edges[i]) {
        graph.from[at] = i;
        graph.to[at] = edge.to;
        graph.weights[at++] = edge.weight;
      }
    }
    return graph;
  }

  /** Those to own neighbours, then those to embeddings that have this one as a neighbour. */
  private static Edge[][] edges(int[][] rows, double[][] memberships) {
    int[] degrees = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      degrees[i] += rows[i].length;
      for (int other : rows[i]) {
        degrees[other] += place(rows[other], i) < 0 ? 1 : 0;
      }
    }
    Edge[][] edges = new Edge[rows.length][];
    Arrays.setAll(edges, i -> new Edge[degrees[i]]);
    int[] filled = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int n = 0; n < rows[i].length; n++) {
        int other = rows[i][n];
        int back = place(rows[other], i);
        double there = memberships[i][n];
        double here = back < 0 ? 0 : memberships[other][back];
        // The probability of either of two independent edges.
        double either = there + here - there * here;
        edges[i][filled[i]++] = new Edge(other, either);
        if (back < 0) {
          edges[other][filled[other]++] = new Edge(i, either);
        }
      }
    }
    return edges;
  }

  private static int place(int[] rows, int wanted) {
    for (int n = 0; n < rows.length; n++) {
      if (rows[n] == wanted) {
        return n;
      }
    }
    return -1;
  }

  /**
   * exp(-(distance - nearest) / scale), the scale chosen so that the memberships sum to log2(k):
   * dense and thin regions get equally many neighbours.
   */
  private static double[] memberships(double[] distances) {
    double closest = distances[0];
    double goal = Math.log(distances.length) / Math.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double scale = 1;
    for (int i = 0; i < BISECTIONS && high - low > 1e-12 * scale; i++) {
      double sum = 0;
      for (double distance : distances) {
        sum += membership(distance - closest, scale);
      }
      boolean tooMany = sum > goal;
      high = tooMany ? scale : high;
      low = tooMany ? low : scale;
      scale = Double.isInfinite(high) ? 2 * scale : (low + high) / 2;
    }
    double[] memberships = new double[distances.length];
    for (int n = 0; n < memberships.length; n++) {
      memberships[n] = membership(distances[n] - closest, scale);
    }
    return memberships;
  }

  private static double membership(double beyond, double scale) {
    return beyond <= 0 ? 1 : StrictMath.exp(-beyond / scale);
  }
}
