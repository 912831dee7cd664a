package ricercar.geometry;

/** Of the angle between two embeddings: 1 is the same direction, 0 a right angle. */
public final class Cosine {
  private Cosine() {}

  /** 0 if one of them is all zeros. */
  public static double of(float[] one, float[] other) {
    double dot = 0;
    double x = 0;
    double y = 0;
    for (int d = 0; d < one.length; d++) {
      dot += (double) one[d] * other[d];
      x += (double) one[d] * one[d];
      y += (double) other[d] * other[d];
    }
    return dot / Math.max(1e-24, Math.sqrt(x * y));
  }
}
