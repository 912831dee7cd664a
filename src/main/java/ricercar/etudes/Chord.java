package ricercar.etudes;

/** A chord that sounds from {@code start} to {@code end}, in beats; root and bass pitch classes. */
record Chord(int root, Quality quality, int bass, double start, double end) {
  boolean sounds(double beat) {
    return beat >= start && beat < end;
  }

  boolean contains(int pitch) {
    for (int tone : quality.tones()) {
      if (Math.floorMod(root + tone - pitch, 12) == 0) {
        return true;
      }
    }
    return false;
  }

  Chord transposed(int semitones) {
    return new Chord(
        Math.floorMod(root + semitones, 12),
        quality,
        Math.floorMod(bass + semitones, 12),
        start,
        end);
  }

  String name() {
    String over = bass == root ? "" : "/" + Key.pitchName(bass);
    return Key.pitchName(root) + quality.suffix() + over;
  }
}
