package ricercar.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.random.Stream;

/** Ways to lay embeddings out on a plane; each the same, bit for bit, for the same seed. */
public enum ProjectionMethod {
  /** The two directions of largest variance; the seed plays no part. */
  PCA("PCA") {
    @Override
    double[][] points(double[][] x, long seed) {
      return PrincipalComponents.of(x, 2);
    }
  },
  /** Van der Maaten and Hinton (2008); exact, and therefore of at most 2,000 embeddings. */
  T_SNE("t-SNE") {
    @Override
    int most() {
      return 2_000;
    }

    @Override
    double[][] points(double[][] x, long seed) {
      return TSne.of(x, seed);
    }
  },
  /** McInnes, Healy and Melville (2018), from a start by PCA. */
  UMAP("UMAP") {
    @Override
    double[][] points(double[][] x, long seed) {
      return Umap.of(x, PrincipalComponents.of(x, 2), seed);
    }

    @Override
    double[][] pointsAfter(double[][] before, double[][] x, long seed) {
      return Umap.of(x, before, seed);
    }
  };

  private static final int FEWEST = 4;

  private final String title;

  ProjectionMethod(String title) {
    this.title = title;
  }

  /** As printed above a map. */
  public String title() {
    return title;
  }

  abstract double[][] points(double[][] x, long seed);

  /** Where the same points lay before; whoever can goes on from there. */
  double[][] pointsAfter(double[][] before, double[][] x, long seed) {
    return points(x, seed);
  }

  /** How many embeddings it takes at most; of more, as many are drawn. */
  int most() {
    return Integer.MAX_VALUE;
  }

  /**
   * @param embeddings {@code [embedding][width]}, at least four
   * @param seed of the method and of a sub-sample, which depends on nothing else
   */
  public Projection of(float[][] embeddings, long seed) {
    Problem.unless(
        embeddings.length >= FEWEST,
        "A map needs at least %d clips, but there are %d.",
        FEWEST,
        embeddings.length);
    int[] rows = rows(embeddings.length, seed);
    double[][] x = chosen(embeddings, rows);
    double[][] points = Rows.spread(x) == 0 ? new double[x.length][2] : points(x, seed);
    return new Projection(this, points, rows, embeddings.length);
  }

  /**
   * The same embeddings as they change, such as through a training: each step is laid upon the one
   * before, and UMAP goes on from where it was, so that what moves has moved.
   *
   * @param steps {@code [embedding][width]} each, of the same embeddings in the same order
   */
  public List<Projection> course(List<float[][]> steps, long seed) {
    List<Projection> course = new ArrayList<>();
    for (float[][] step : steps) {
      if (course.isEmpty()) {
        course.add(of(step, seed));
        continue;
      }
      Projection last = course.get(course.size() - 1);
      double[][] x = chosen(step, last.rows());
      double[][] points =
          Rows.spread(x) == 0 || Rows.spread(last.points()) == 0
              ? of(step, seed).points()
              : pointsAfter(last.points(), x, seed);
      course.add(new Projection(this, points, last.rows(), step.length).alignedTo(last));
    }
    return List.copyOf(course);
  }

  private static double[][] chosen(float[][] embeddings, int[] rows) {
    float[][] chosen = new float[rows.length][];
    Arrays.setAll(chosen, i -> embeddings[rows[i]]);
    return Rows.centred(chosen);
  }

  int[] rows(int n, long seed) {
    return n <= most()
        ? IntStream.range(0, n).toArray()
        : Arrays.stream(Stream.of(seed, "projection/sample").permutation(n))
            .limit(most())
            .sorted()
            .toArray();
  }
}
