package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;

/** A tonic (pitch class, 0 = C) and a mode. */
record Key(int tonic, Mode mode) {
  private static final List<String> NAMES =
      List.of("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");

  /** The twelve major, then the twelve minor keys. */
  static List<String> labels() {
    List<String> labels = new ArrayList<>();
    NAMES.forEach(name -> labels.add(name + " major"));
    NAMES.forEach(name -> labels.add(name + " minor"));
    return List.copyOf(labels);
  }

  String label() {
    return labels().get(tonic + (mode.minor() ? 12 : 0));
  }

  Key transposed(int semitones) {
    return new Key(Math.floorMod(tonic + semitones, 12), mode);
  }

  static String pitchName(int pitchClass) {
    return NAMES.get(Math.floorMod(pitchClass, 12));
  }
}
