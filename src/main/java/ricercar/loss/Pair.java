package ricercar.loss;

/** What another vector is to an anchor in a contrastive loss. */
public enum Pair {
  /** The anchor itself. */
  SELF,

  /** Drawn near. */
  POSITIVE,

  /** Stands in neither sum. */
  NEUTRAL,

  /** Pushed away. */
  NEGATIVE
}
