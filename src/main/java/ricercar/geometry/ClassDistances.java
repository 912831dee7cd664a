package ricercar.geometry;

import java.util.stream.IntStream;

/**
 * Mean distances of pairs of embeddings of one class and of different classes.
 *
 * @param within NaN if no class has two embeddings
 * @param between NaN if there is one class only
 */
public record ClassDistances(double within, double between) {
  /**
   * @param embeddings {@code [embedding][width]}
   * @param classOf the class of each, −1 where it has none; such embeddings are left out
   */
  public static ClassDistances of(float[][] embeddings, int[] classOf, Distance distance) {
    int[] labelled = Classes.labelled(embeddings, classOf);
    double[][] x = distance.prepared(embeddings);
    double[][] sums =
        IntStream.range(0, labelled.length)
            .parallel()
            .mapToObj(
                a -> {
                  double[] sum = new double[2];
                  for (int b = 0; b < a; b++) {
                    boolean same = classOf[labelled[a]] == classOf[labelled[b]];
                    sum[same ? 0 : 1] +=
                        distance.ofSquared(Rows.squaredDistance(x[labelled[a]], x[labelled[b]]));
                  }
                  return sum;
                })
            .toArray(double[][]::new);
    double within = 0;
    double between = 0;
    for (double[] sum : sums) {
      within += sum[0];
      between += sum[1];
    }
    long pairsWithin = 0;
    for (long count : Classes.counts(classOf)) {
      pairsWithin += count * (count - 1) / 2;
    }
    long pairs = labelled.length * (labelled.length - 1L) / 2;
    return new ClassDistances(mean(within, pairsWithin), mean(between, pairs - pairsWithin));
  }

  /** Below 1 the classes hold together. */
  public double ratio() {
    return within / between;
  }

  private static double mean(double sum, long count) {
    return count == 0 ? Double.NaN : sum / count;
  }
}
