package ricercar.model;

/** What the decoder sees in the place of a dropped token, before the position is added. */
public enum MaskFill {
  /** One learned vector (MaCHUP). */
  LEARNED,

  /** Zeros (EncodecMAE). */
  ZEROS
}
