package ricercar.etudes;

/** Which tones a melody may use over a key. */
enum Melody {
  SCALE {
    @Override
    int[] steps(Mode mode) {
      return mode.steps();
    }
  },
  PENTATONIC {
    @Override
    int[] steps(Mode mode) {
      return mode.minor() ? new int[] {0, 3, 5, 7, 10} : new int[] {0, 2, 4, 7, 9};
    }
  },
  BLUES {
    @Override
    int[] steps(Mode mode) {
      return new int[] {0, 3, 5, 6, 7, 10};
    }
  },
  /** The scale and passing tones between its whole steps. */
  CHROMATIC {
    @Override
    int[] steps(Mode mode) {
      return mode.minor()
          ? new int[] {0, 2, 3, 4, 5, 7, 8, 9, 10, 11}
          : new int[] {0, 2, 3, 4, 5, 6, 7, 9, 10, 11};
    }
  };

  /** Semitones above the tonic, ascending. */
  abstract int[] steps(Mode mode);
}
