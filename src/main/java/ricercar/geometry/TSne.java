package ricercar.geometry;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import smile.manifold.TSNE;
import smile.math.MathEx;

/** t-SNE by Smile, on at most 50 principal components. */
final class TSne {
  private static final int COMPONENTS = 50;
  private static final double PERPLEXITY = 30;
  private static final double LEARNING_RATE = 200;
  private static final int ITERATIONS = 1_000;

  private TSne() {}

  static double[][] of(double[][] x, long seed) {
    double[][] reduced =
        x[0].length > COMPONENTS ? PrincipalComponents.of(x, COMPONENTS) : x.clone();
    double perplexity = Math.min(PERPLEXITY, (x.length - 1) / 3.0);
    return alone(
        seed, () -> new TSNE(reduced, 2, perplexity, LEARNING_RATE, ITERATIONS).coordinates);
  }

  /**
   * Smile keeps a generator per thread and sums in parallel; one worker of a pool of its own,
   * seeded, makes the result a function of the seed.
   */
  private static double[][] alone(long seed, Supplier<double[][]> work) {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      return pool.submit(
              ForkJoinTask.adapt(
                  () -> {
                    MathEx.setSeed(seed);
                    return work.get();
                  }))
          .join();
    } finally {
      pool.shutdown();
    }
  }
}
