package ricercar.geometry;

/** How far two embeddings lie apart. */
public enum Distance {
  EUCLIDEAN {
    @Override
    double[][] prepared(float[][] embeddings) {
      return Rows.centred(embeddings);
    }

    @Override
    double ofSquared(double squared) {
      return Math.sqrt(squared);
    }
  },
  /** 1 − cosine. */
  COSINE {
    @Override
    double[][] prepared(float[][] embeddings) {
      return Rows.unit(embeddings);
    }

    // Of unit vectors the squared distance is 2 - 2 · cosine.
    @Override
    double ofSquared(double squared) {
      return squared / 2;
    }
  };

  /** Rows whose squared Euclidean distance orders pairs as this distance does. */
  abstract double[][] prepared(float[][] embeddings);

  /** This distance from the squared one of prepared rows. */
  abstract double ofSquared(double squared);
}
