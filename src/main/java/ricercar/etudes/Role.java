package ricercar.etudes;

/** What a part does in the ensemble. */
enum Role {
  DRUMS,
  BASS,
  COMP,
  PAD,
  LEAD,
  DOUBLE
}
