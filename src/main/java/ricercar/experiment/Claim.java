package ricercar.experiment;

import ricercar.Problem;

/**
 * That one row is better than another, said before the study ran.
 *
 * @param claim in words, such as "2L ≥ R"
 * @param row that is said to be better
 * @param over the other row
 * @param margin below which a gain is negligible, in the metric's own unit (0.02 is two points of a
 *     share); null if a negligible gain is not to be told from an undecided one
 * @param noWorse whether no more is claimed than that the row is not worse by the margin
 * @param control whether the other row is a control, which is not meant to learn: the claim then
 *     stands even if that row is not clear of the untrained encoder
 * @param probe of those that the study names under {@code probes}; null for the rows' own task
 */
public record Claim(
    String claim,
    String row,
    String over,
    Double margin,
    Boolean noWorse,
    Boolean control,
    String probe) {
  public Claim {
    Problem.unless(row != null, "A claim needs a 'row', the name of the row said to be better.");
    Problem.unless(over != null, "A claim needs an 'over', the name of the row to be better than.");
    Problem.unless(!row.equals(over), "A claim compares row '%s' with itself in 'over'.", row);
    Problem.unless(
        margin == null || margin > 0, "The margin of a claim must be positive, but is %s.", margin);
    Problem.unless(
        noWorse == null || !noWorse || margin != null,
        "A claim of noWorse needs a 'margin', by how much a row may be worse.");
    noWorse = noWorse != null && noWorse;
    control = control != null && control;
    claim = claim == null ? row + " ≥ " + over : claim;
  }

  /** On the rows' own task. */
  public Claim(String claim, String row, String over, Double margin) {
    this(claim, row, over, margin, null, null, null);
  }
}
