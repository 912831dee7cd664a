package ricercar.loss;

/**
 * How hard the contrastive loss pulls at each pair of views: its derivative by the pair's
 * similarity in the anchor's row. Below 0 the two are drawn together, above 0 they are pushed
 * apart.
 *
 * <p>For anchor i and another view j it is (q<sub>ij</sub> − w<sub>ij</sub> / Σw<sub>i</sub>) / V
 * with q the softmax over A(i) and w the weights of P(i): what is there less what is wanted. A
 * row's forces sum to 0.
 *
 * @param views the number V of views
 * @param values [V, V] row by row
 */
public record PairForces(int views, double[] values) {
  /**
   * @param similarities [V, V] row by row: cosine over τ
   */
  public static PairForces of(double[] similarities, PairMask mask) {
    int views = mask.views();
    double[] forces = new double[views * views];
    for (int i = 0; i < views; i++) {
      double weight = mask.weightOf(i);
      if (weight == 0) {
        continue; // an anchor without positives adds nothing to the loss
      }
      double largest = Double.NEGATIVE_INFINITY;
      for (int pair = i * views; pair < (i + 1) * views; pair++) {
        largest = mask.candidates()[pair] ? Math.max(largest, similarities[pair]) : largest;
      }
      double sum = 0;
      for (int pair = i * views; pair < (i + 1) * views; pair++) {
        forces[pair] = mask.candidates()[pair] ? Math.exp(similarities[pair] - largest) : 0;
        sum += forces[pair];
      }
      for (int pair = i * views; pair < (i + 1) * views; pair++) {
        forces[pair] = (forces[pair] / sum - mask.positives()[pair] / weight) / views;
      }
    }
    return new PairForces(views, forces);
  }

  /** Of both losses, added. */
  public PairForces plus(PairForces other) {
    double[] sum = new double[values.length];
    for (int pair = 0; pair < sum.length; pair++) {
      sum[pair] = values[pair] + other.values[pair];
    }
    return new PairForces(views, sum);
  }

  public double at(int anchor, int other) {
    return values[anchor * views + other];
  }
}
