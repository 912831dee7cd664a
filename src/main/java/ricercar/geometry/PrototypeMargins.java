package ricercar.geometry;

/**
 * By how much an embedding is nearer to the prototype of its own class than to the best other one,
 * in cosines. A prototype is the mean direction of a class's reference embeddings; below 0 the
 * nearest prototype is a wrong one.
 */
public final class PrototypeMargins {
  private PrototypeMargins() {}

  /**
   * @param reference {@code [embedding][width]}, such as of the training clips
   * @param referenceClass the class of each, −1 where it has none
   * @param asked {@code [embedding][width]}, such as of the test clips
   * @param askedClass likewise
   * @return of each that is asked for; NaN where it has no class, or none with a prototype
   */
  public static double[] of(
      float[][] reference, int[] referenceClass, float[][] asked, int[] askedClass) {
    int[] known = Classes.labelled(reference, referenceClass);
    int[] counts = Classes.counts(referenceClass);
    float[][] prototypes = new float[counts.length][reference[0].length];
    double[][] unit = Rows.unit(reference);
    for (int i : known) {
      for (int d = 0; d < unit[i].length; d++) {
        prototypes[referenceClass[i]][d] += (float) (unit[i][d] / counts[referenceClass[i]]);
      }
    }
    double[][] centres = Rows.unit(prototypes);
    double[][] x = Rows.unit(asked);
    double[] margins = new double[asked.length];
    for (int i = 0; i < margins.length; i++) {
      int own = askedClass[i];
      boolean judged = own >= 0 && own < counts.length && counts[own] > 0;
      margins[i] = judged ? margin(x[i], own, centres, counts) : Double.NaN;
    }
    return margins;
  }

  private static double margin(double[] x, int own, double[][] centres, int[] counts) {
    double best = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < centres.length; k++) {
      best = k != own && counts[k] > 0 ? Math.max(best, Rows.dot(x, centres[k])) : best;
    }
    return Double.isInfinite(best) ? Double.NaN : Rows.dot(x, centres[own]) - best;
  }
}
