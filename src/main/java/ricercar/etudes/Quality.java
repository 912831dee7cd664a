package ricercar.etudes;

import java.util.Arrays;
import java.util.Optional;

/** A kind of chord: its written suffix and its semitones above the root. */
enum Quality {
  MAJOR("", 0, 4, 7),
  MINOR("m", 0, 3, 7),
  POWER("5", 0, 7),
  SUS2("sus2", 0, 2, 7),
  SUS4("sus4", 0, 5, 7),
  DIMINISHED("dim", 0, 3, 6),
  ADD9("add9", 0, 4, 7, 14),
  SIXTH("6", 0, 4, 7, 9),
  MINOR_SIXTH("m6", 0, 3, 7, 9),
  SEVENTH("7", 0, 4, 7, 10),
  MAJOR_SEVENTH("maj7", 0, 4, 7, 11),
  MINOR_SEVENTH("m7", 0, 3, 7, 10),
  HALF_DIMINISHED("m7b5", 0, 3, 6, 10),
  NINTH("9", 0, 4, 7, 10, 14),
  MAJOR_NINTH("maj9", 0, 4, 7, 11, 14),
  MINOR_NINTH("m9", 0, 3, 7, 10, 14),
  FLAT_NINTH("7b9", 0, 4, 7, 10, 13),
  THIRTEENTH("13", 0, 4, 10, 14, 21);

  private final String suffix;
  private final int[] tones;

  Quality(String suffix, int... tones) {
    this.suffix = suffix;
    this.tones = tones;
  }

  String suffix() {
    return suffix;
  }

  int[] tones() {
    return tones.clone();
  }

  static Optional<Quality> written(String suffix) {
    return Arrays.stream(values()).filter(q -> q.suffix.equals(suffix)).findFirst();
  }

  /** Third, fifth or seventh of the chord, or the root where it has none. */
  int tone(int index) {
    return index < tones.length ? tones[index] : 0;
  }

  /** 1 for a bare fifth, lower the more tones rub: a coarse stand-in for roughness. */
  double consonance() {
    double tension = tones.length - 3;
    for (int tone : tones) {
      tension += tone % 12 == 6 || tone % 12 == 1 || tone % 12 == 11 ? 1 : 0;
    }
    return 1 / (1 + 0.4 * Math.max(0, tension));
  }
}
