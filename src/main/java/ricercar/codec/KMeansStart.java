package ricercar.codec;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** Centres of k-means by Smile, as the first vectors of a codebook. */
final class KMeansStart {
  private static final int ITERATIONS = 10;
  private static final double TOLERANCE = 1e-4;

  private KMeansStart() {}

  /**
   * Smile keeps a generator per thread and sums in parallel; one worker of a pool of its own,
   * seeded, makes the result a function of the seed.
   *
   * @param rows {@code [vectors][width]}
   * @return {@code [count][width]}, row by row; where k-means left a cluster empty, a row is
   *     repeated, which training then moves
   */
  static float[] of(double[][] rows, int count, long seed) {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      double[][] centres =
          pool.submit(
                  ForkJoinTask.adapt(
                      () -> {
                        MathEx.setSeed(seed);
                        return KMeans.fit(rows, count, ITERATIONS, TOLERANCE).centroids;
                      }))
              .join();
      int width = rows[0].length;
      float[] flat = new float[count * width];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = (float) centres[i / width % centres.length][i % width];
      }
      return flat;
    } finally {
      pool.shutdown();
    }
  }
}
