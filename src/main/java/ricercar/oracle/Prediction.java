package ricercar.oracle;

import ricercar.Problem;

/**
 * What a person was shown of a clip.
 *
 * @param label the class of the most similar prototype
 * @param similarity mean cosine of the clip's windows with it
 * @param margin how far it is above the second
 */
public record Prediction(String label, double similarity, double margin) {
  public Prediction {
    Problem.unless(
        label != null && !label.isBlank(), "A prediction names a class, but this one is empty.");
    Problem.unless(
        Double.isFinite(similarity) && Double.isFinite(margin),
        "The prediction '%s' has similarity %s and margin %s; both must be finite.",
        label,
        similarity,
        margin);
  }
}
