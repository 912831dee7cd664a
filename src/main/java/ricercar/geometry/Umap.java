package ricercar.geometry;

import ricercar.random.Stream;

/**
 * UMAP (McInnes, Healy and Melville 2018) with its usual settings: 15 neighbours, minimum distance
 * 0.1, five negative samples. It starts from the first two principal components. Smile's own starts
 * from ARPACK, whose state differs from call to call, and leaves out every clip that is not in the
 * largest connected part; here all clips have their place.
 */
final class Umap {
  /** The curve 1 / (1 + a·d^(2b)) fitted to a minimum distance of 0.1 at spread 1. */
  private static final double A = 1.576943;

  private static final double B = 0.8950609;
  private static final int EPOCHS = 500;
  private static final int NEGATIVES = 5;
  private static final double LARGEST_STEP = 4;
  private static final double START_SPREAD = 10;

  private final double[][] points;
  private final NeighbourGraph graph;

  private Umap(double[][] points, NeighbourGraph graph) {
    this.points = points;
    this.graph = graph;
  }

  static double[][] of(double[][] x, long seed) {
    double[][] start = PrincipalComponents.of(x, 2);
    double scale = START_SPREAD / Rows.spread(start);
    Stream jitter = Stream.of(seed, "umap/start");
    for (double[] point : start) {
      // Equal embeddings would never part from each other otherwise.
      point[0] = point[0] * scale + jitter.uniform(-1e-4, 1e-4);
      point[1] = point[1] * scale + jitter.uniform(-1e-4, 1e-4);
    }
    Umap umap = new Umap(start, NeighbourGraph.of(x));
    umap.optimise(Stream.of(seed, "umap/negatives"));
    return start;
  }

  /** Each edge is visited in proportion to its weight, the heaviest in every epoch. */
  private void optimise(Stream random) {
    double[] weights = graph.weights();
    double heaviest = 0;
    for (double weight : weights) {
      heaviest = Math.max(heaviest, weight);
    }
    double[] due = new double[weights.length];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double rate = 1 - (double) epoch / EPOCHS;
      for (int edge = 0; edge < weights.length; edge++) {
        due[edge] += weights[edge] / heaviest;
        if (due[edge] >= 1) {
          due[edge] -= 1;
          visit(graph.from()[edge], graph.to()[edge], rate, random);
        }
      }
    }
  }

  private void visit(int from, int to, double rate, Stream random) {
    attract(points[from], points[to], rate);
    for (int i = 0; i < NEGATIVES; i++) {
      int other = random.nextInt(points.length);
      if (other != from) {
        repel(points[from], points[other], rate);
      }
    }
  }

  private static void attract(double[] point, double[] other, double rate) {
    double d2 = Rows.squaredDistance(point, other);
    if (d2 > 0) {
      double power = StrictMath.pow(d2, B);
      double pull = -2 * A * B * power / d2 / (1 + A * power);
      for (int k = 0; k < 2; k++) {
        double step = rate * clip(pull * (point[k] - other[k]));
        point[k] += step;
        other[k] -= step;
      }
    }
  }

  private static void repel(double[] point, double[] other, double rate) {
    double d2 = Rows.squaredDistance(point, other);
    double push = 2 * B / ((0.001 + d2) * (1 + A * StrictMath.pow(d2, B)));
    for (int k = 0; k < 2; k++) {
      point[k] += rate * clip(push * (point[k] - other[k]));
    }
  }

  private static double clip(double step) {
    return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
  }
}
