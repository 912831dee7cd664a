package ricercar.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.Problem;
import smile.math.matrix.Matrix;

/**
 * What a change of the sound does to its embedding. An encoder is invariant where nothing happens,
 * and equivariant where what happens is a function of the embedding alone: the change can then be
 * told, undone, or made without any sound.
 *
 * @param cosine mean cosine of an embedding and that of the same sound, changed: 1 is invariant
 * @param told share of the embeddings' movement that a linear map of the unchanged ones predicts,
 *     of sounds that it was not fitted to; 1 is (linearly) equivariant, 0 or less is not
 */
public record Equivariance(double cosine, double told) {
  private static final double RIDGE = 1e-2;

  /**
   * @param clean {@code [sound][width]}; the even rows fit the map, the odd ones judge it
   * @param changed of the same sounds in the same order
   */
  public static Equivariance of(float[][] clean, float[][] changed) {
    Problem.unless(
        clean.length == changed.length && clean.length >= 4,
        "Equivariance needs the same sounds twice, four or more, not %d and %d.",
        clean.length,
        changed.length);
    double[][] x = Rows.unit(clean);
    double[][] y = Rows.unit(changed);
    double cosine =
        IntStream.range(0, x.length)
            .mapToDouble(
                i -> IntStream.range(0, x[i].length).mapToDouble(d -> x[i][d] * y[i][d]).sum())
            .average()
            .orElseThrow();
    return new Equivariance(cosine, told(x, y));
  }

  private static double told(double[][] x, double[][] y) {
    double[][] inputs = Arrays.stream(x).map(Equivariance::withOne).toArray(double[][]::new);
    Matrix fit = Matrix.of(every(inputs, 0));
    Matrix square = fit.ata();
    double trace = IntStream.range(0, square.ncol()).mapToDouble(i -> square.get(i, i)).sum();
    for (int i = 0; i < square.ncol(); i++) {
      square.add(i, i, RIDGE * trace / square.ncol());
    }
    square.uplo(smile.math.blas.UPLO.LOWER);
    Matrix map = fit.tm(Matrix.of(every(y, 0)));
    square.cholesky().solve(map);
    Matrix guessed = Matrix.of(every(inputs, 1)).mm(map);
    double[][] truth = every(y, 1);
    double[] mean = Matrix.of(every(y, 0)).colMeans();
    double left = 0;
    double all = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int d = 0; d < truth[i].length; d++) {
        double miss = truth[i][d] - guessed.get(i, d);
        left += miss * miss;
        all += (truth[i][d] - mean[d]) * (truth[i][d] - mean[d]);
      }
    }
    return all == 0 ? 1 : 1 - left / all;
  }

  private static double[] withOne(double[] row) {
    double[] longer = Arrays.copyOf(row, row.length + 1);
    longer[row.length] = 1;
    return longer;
  }

  private static double[][] every(double[][] rows, int from) {
    return IntStream.range(0, rows.length)
        .filter(i -> i % 2 == from)
        .mapToObj(i -> rows[i])
        .toArray(double[][]::new);
  }
}
