package ricercar.geometry;

import java.util.Arrays;
import ricercar.random.Stream;

/**
 * UMAP (McInnes, Healy and Melville 2018) with its usual settings: 15 neighbours, minimum distance
 * 0.1, five negative samples. It starts from the first two principal components, or from an earlier
 * map. Smile's own starts from ARPACK, whose state differs from call to call, and leaves out every
 * clip that is not in the largest connected part; here all clips have their place.
 */
final class Umap {
  /** The curve 1 / (1 + a·d^(2b)) fitted to a minimum distance of 0.1 at spread 1. */
  private static final double A = 1.576943;

  private static final double B = 0.8950609;
  private static final Power POWER = new Power(B);

  /** As umap-learn: many points find their place in fewer rounds. */
  private static final int MANY = 10_000;

  private static final int EPOCHS = 500;
  private static final int EPOCHS_OF_MANY = 200;
  private static final int NEGATIVES = 5;
  private static final double LARGEST_STEP = 4;
  private static final double START_SPREAD = 10;

  private final double[] x;
  private final double[] y;
  private final NeighbourGraph graph;

  private Umap(double[][] points, NeighbourGraph graph) {
    x = Arrays.stream(points).mapToDouble(point -> point[0]).toArray();
    y = Arrays.stream(points).mapToDouble(point -> point[1]).toArray();
    this.graph = graph;
  }

  /**
   * @param rows {@code [n][width]}
   * @param start where the points begin, in any unit
   */
  static double[][] of(double[][] rows, double[][] start, long seed) {
    double scale = START_SPREAD / Rows.spread(start);
    Stream jitter = Stream.of(seed, "umap/start");
    double[][] points = new double[start.length][2];
    for (int i = 0; i < points.length; i++) {
      // Equal embeddings would never part from each other otherwise.
      points[i][0] = start[i][0] * scale + jitter.uniform(-1e-4, 1e-4);
      points[i][1] = start[i][1] * scale + jitter.uniform(-1e-4, 1e-4);
    }
    Umap umap = new Umap(points, NeighbourGraph.of(rows));
    umap.optimise(Stream.of(seed, "umap/negatives"));
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {umap.x[i], umap.y[i]};
    }
    return points;
  }

  /** Each edge is visited in proportion to its weight, the heaviest in every epoch. */
  private void optimise(Stream random) {
    double[] weights = graph.weights();
    double heaviest = Arrays.stream(weights).max().orElse(1);
    double[] due = new double[weights.length];
    int epochs = x.length > MANY ? EPOCHS_OF_MANY : EPOCHS;
    for (int epoch = 0; epoch < epochs; epoch++) {
      double rate = 1 - (double) epoch / epochs;
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
    attract(from, to, rate);
    for (int i = 0; i < NEGATIVES; i++) {
      int other = random.nextInt(x.length);
      if (other != from) {
        repel(from, other, rate);
      }
    }
  }

  private void attract(int point, int other, double rate) {
    double dx = x[point] - x[other];
    double dy = y[point] - y[other];
    double d2 = dx * dx + dy * dy;
    if (d2 > 0) {
      double power = POWER.of(d2);
      double pull = -2 * A * B * power / (d2 * (1 + A * power));
      double stepX = rate * clip(pull * dx);
      double stepY = rate * clip(pull * dy);
      x[point] += stepX;
      x[other] -= stepX;
      y[point] += stepY;
      y[other] -= stepY;
    }
  }

  private void repel(int point, int other, double rate) {
    double dx = x[point] - x[other];
    double dy = y[point] - y[other];
    double d2 = dx * dx + dy * dy;
    double push = 2 * B / ((0.001 + d2) * (1 + A * POWER.of(d2)));
    x[point] += rate * clip(push * dx);
    y[point] += rate * clip(push * dy);
  }

  private static double clip(double step) {
    return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
  }
}
