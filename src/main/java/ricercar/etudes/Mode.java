package ricercar.etudes;

/** The scale a piece is written in. Modal scales count as the major or minor key they lean to. */
enum Mode {
  MAJOR(false, 0, 2, 4, 5, 7, 9, 11),
  MINOR(true, 0, 2, 3, 5, 7, 8, 10),
  DORIAN(true, 0, 2, 3, 5, 7, 9, 10),
  PHRYGIAN(true, 0, 1, 3, 5, 7, 8, 10),
  LYDIAN(false, 0, 2, 4, 6, 7, 9, 11),
  MIXOLYDIAN(false, 0, 2, 4, 5, 7, 9, 10);

  private final boolean minor;
  private final int[] steps;

  Mode(boolean minor, int... steps) {
    this.minor = minor;
    this.steps = steps;
  }

  boolean minor() {
    return minor;
  }

  boolean modal() {
    return this != MAJOR && this != MINOR;
  }

  /** Semitones above the tonic, ascending. */
  int[] steps() {
    return steps.clone();
  }
}
