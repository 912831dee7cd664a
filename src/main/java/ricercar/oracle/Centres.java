package ricercar.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/**
 * Choices that cover a cloud of points; distances are Euclidean, squared where only their order
 * counts.
 */
final class Centres {
  private static final int LAPS = 50;

  private Centres() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  static double[] mean(double[][] points, int[] rows) {
    double[] mean = new double[points[0].length];
    for (int row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += points[row][k] / rows.length;
      }
    }
    return mean;
  }

  /**
   * Rows of the open ones, each the farthest from those given and chosen before; where none is
   * given, the first is drawn.
   */
  static int[] farthestFirst(double[][] points, int[] given, int[] open, int count, Stream random) {
    double[] nearest = new double[points.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int centre : given) {
      nearer(points, centre, open, nearest);
    }
    int[] chosen = new int[Math.min(count, open.length)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] =
          i == 0 && given.length == 0 ? open[random.nextInt(open.length)] : farthest(open, nearest);
      nearer(points, chosen[i], open, nearest);
      // Below any distance, so that a chosen row is not chosen again where rows coincide.
      nearest[chosen[i]] = -1;
    }
    return chosen;
  }

  private static int farthest(int[] open, double[] nearest) {
    int best = open[0];
    for (int row : open) {
      best = nearest[row] > nearest[best] ? row : best;
    }
    return best;
  }

  private static void nearer(double[][] points, int centre, int[] open, double[] nearest) {
    IntStream.of(open)
        .parallel()
        .forEach(row -> nearest[row] = Math.min(nearest[row], square(points[row], points[centre])));
  }

  /**
   * The open rows nearest to the centres of k-means clusters of the open rows (Lloyd's iteration
   * from k-means++ starts), clusters with fewest labelled rows first, of those the largest. Where
   * more are wanted than there are clusters, each gives its second nearest, and so on.
   */
  static int[] middles(
      double[][] points, int[] labelled, int[] open, int clusters, int count, Stream random) {
    int k = Math.min(clusters, open.length);
    if (k == 0) {
      return new int[0];
    }
    double[][] centres = means(points, open, k, random);
    List<List<Integer>> members = new ArrayList<>();
    int[] labels = new int[k];
    for (int c = 0; c < k; c++) {
      members.add(new ArrayList<>());
    }
    for (int row : open) {
      members.get(nearest(points[row], centres)).add(row);
    }
    for (int row : labelled) {
      labels[nearest(points[row], centres)]++;
    }
    for (int c = 0; c < k; c++) {
      double[] centre = centres[c];
      members
          .get(c)
          .sort(
              Comparator.comparingDouble((Integer row) -> square(points[row], centre))
                  .thenComparing(row -> row));
    }
    int[] order =
        IntStream.range(0, k)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer c) -> labels[c])
                    .thenComparing(c -> -members.get(c).size())
                    .thenComparing(c -> c))
            .mapToInt(Integer::intValue)
            .toArray();
    int most = members.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, most)
        .flatMap(
            place ->
                IntStream.of(order)
                    .filter(c -> place < members.get(c).size())
                    .map(c -> members.get(c).get(place)))
        .limit(count)
        .toArray();
  }

  private static double[][] means(double[][] points, int[] open, int k, Stream random) {
    double[][] centres = starts(points, open, k, random);
    int[] of = new int[open.length];
    Arrays.fill(of, -1);
    for (int lap = 0; lap < LAPS; lap++) {
      int[] now =
          IntStream.range(0, open.length)
              .parallel()
              .map(i -> nearest(points[open[i]], centres))
              .toArray();
      if (Arrays.equals(now, of)) {
        break;
      }
      of = now;
      for (int c = 0; c < k; c++) {
        int[] own = of;
        int cluster = c;
        int[] rows =
            IntStream.range(0, open.length)
                .filter(i -> own[i] == cluster)
                .map(i -> open[i])
                .toArray();
        centres[c] = rows.length == 0 ? centres[c] : mean(points, rows);
      }
    }
    return centres;
  }

  /**
   * Drawn with chances as the squared distance from those drawn before (Arthur, Vassilvitskii
   * 2007).
   */
  private static double[][] starts(double[][] points, int[] open, int k, Stream random) {
    double[] nearest = new double[points.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[][] centres = new double[k][];
    int next = open[random.nextInt(open.length)];
    for (int c = 0; c < k; c++) {
      centres[c] = points[next].clone();
      nearer(points, next, open, nearest);
      double left =
          random.nextDouble() * Arrays.stream(open).mapToDouble(row -> nearest[row]).sum();
      for (int row : open) {
        next = row;
        left -= nearest[row];
        if (left < 0) {
          break;
        }
      }
    }
    return centres;
  }

  private static int nearest(double[] point, double[][] centres) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double distance = square(point, centres[c]);
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  private static double square(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
  }
}
