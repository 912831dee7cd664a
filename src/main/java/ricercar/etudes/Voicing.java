package ricercar.etudes;

import java.util.Arrays;

/** Chord tones laid close together from a lowest pitch upwards. */
final class Voicing {
  private Voicing() {}

  /** Ascending pitches; bare fifths are laid an octave lower, as guitars do. */
  static int[] from(Chord chord, int lowest) {
    if (chord.quality() == Quality.POWER) {
      int root = lowest - 12 + Math.floorMod(chord.root() - lowest, 12);
      return new int[] {root, root + 7, root + 12};
    }
    int[] tones = chord.quality().tones();
    int[] pitches = new int[tones.length];
    for (int i = 0; i < tones.length; i++) {
      pitches[i] = lowest + Math.floorMod(chord.root() + tones[i] - lowest, 12);
    }
    Arrays.sort(pitches);
    return pitches;
  }
}
