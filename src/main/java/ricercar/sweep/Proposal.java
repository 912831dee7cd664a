package ricercar.sweep;

/**
 * What a trial is to try.
 *
 * @param budget how much of the resource it may spend, such as steps of training; null for what the
 *     file says
 */
public record Proposal(Point point, Integer budget) {
  public static Proposal of(Point point) {
    return new Proposal(point, null);
  }
}
