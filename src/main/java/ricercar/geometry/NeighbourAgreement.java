package ricercar.geometry;

/** How often the k nearest embeddings of one have its class: 1 is always. */
public final class NeighbourAgreement {
  private NeighbourAgreement() {}

  /**
   * @param embeddings {@code [embedding][width]}
   * @param classOf the class of each, −1 where it has none; such embeddings are left out
   */
  public static double of(float[][] embeddings, int[] classOf, int k, Distance distance) {
    int[] labelled = Classes.labelled(embeddings, classOf);
    float[][] chosen = new float[labelled.length][];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = embeddings[labelled[i]];
    }
    int[][] nearest = Neighbours.of(chosen, k, distance).rows();
    long agreeing = 0;
    for (int i = 0; i < nearest.length; i++) {
      for (int row : nearest[i]) {
        agreeing += classOf[labelled[row]] == classOf[labelled[i]] ? 1 : 0;
      }
    }
    return agreeing / ((double) nearest.length * k);
  }
}
