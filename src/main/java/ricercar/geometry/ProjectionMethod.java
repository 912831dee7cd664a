package ricercar.geometry;

import ricercar.Problem;

/** Ways to lay embeddings out on a plane; each the same, bit for bit, for the same seed. */
public enum ProjectionMethod {
  /** The two directions of largest variance; the seed plays no part. */
  PCA("PCA") {
    @Override
    double[][] points(double[][] x, long seed) {
      return PrincipalComponents.of(x, 2);
    }
  },
  /** Van der Maaten and Hinton (2008); exact, for up to 5,000 embeddings. */
  T_SNE("t-SNE") {
    @Override
    double[][] points(double[][] x, long seed) {
      return TSne.of(x, seed);
    }
  },
  /** McInnes, Healy and Melville (2018), from a start by PCA. */
  UMAP("UMAP") {
    @Override
    double[][] points(double[][] x, long seed) {
      return Umap.of(x, seed);
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

  /**
   * @param embeddings {@code [embedding][width]}, at least four
   */
  public Projection of(float[][] embeddings, long seed) {
    Problem.unless(
        embeddings.length >= FEWEST,
        "A map needs at least %d clips, but there are %d.",
        FEWEST,
        embeddings.length);
    double[][] x = Rows.centred(embeddings);
    double[][] points = Rows.spread(x) == 0 ? new double[x.length][2] : points(x, seed);
    return new Projection(this, points);
  }
}
