package ricercar.corpus;

/** The part of a corpus that a clip belongs to; drawn by group, never by clip. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
