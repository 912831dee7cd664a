package ricercar.geometry;

/**
 * Embeddings laid out on a plane. Axes have no unit, and in t-SNE and UMAP only neighbourhoods mean
 * something, not distances between far points.
 *
 * @param points {@code [row][2]}
 * @param rows the embeddings that have a place, ascending; all, or those of a sub-sample
 * @param of how many embeddings there were
 */
public record Projection(ProjectionMethod method, double[][] points, int[] rows, int of) {
  public boolean sampled() {
    return rows.length < of;
  }

  /** The method, and how many points it shows if not all: what stands above a map. */
  public String title() {
    return sampled()
        ? "%s of %,d points drawn from %,d".formatted(method.title(), rows.length, of)
        : "%s of %,d points".formatted(method.title(), of);
  }

  /** Laid upon another projection of the same embeddings, so that what still differs has moved. */
  public Projection alignedTo(Projection other) {
    return new Projection(method, Procrustes.align(points, other.points), rows, of);
  }

  /** The points in single precision, as maps take them. */
  public float[][] plane() {
    float[][] plane = new float[points.length][2];
    for (int i = 0; i < plane.length; i++) {
      plane[i][0] = (float) points[i][0];
      plane[i][1] = (float) points[i][1];
    }
    return plane;
  }
}
