package ricercar.geometry;

/**
 * Embeddings laid out on a plane. Axes have no unit, and in t-SNE and UMAP only neighbourhoods mean
 * something, not distances between far points.
 *
 * @param points {@code [embedding][2]}
 */
public record Projection(ProjectionMethod method, double[][] points) {}
