package ricercar.etudes;

import java.util.List;
import java.util.Map;
import ricercar.Problem;

/** A General MIDI program, melodic or a drum kit, with the family that tags speak of. */
record Instrument(String name, int program, boolean kit) {
  private static final List<String> MELODIC =
      Resource.text("general-midi.txt").lines().map(String::trim).toList();
  private static final Map<String, Integer> KITS =
      Map.of(
          "Standard Kit", 0,
          "Room Kit", 8,
          "Power Kit", 16,
          "Electronic Kit", 24,
          "TR-808 Kit", 25,
          "Jazz Kit", 32,
          "Brush Kit", 40,
          "Orchestra Kit", 48);

  static Instrument named(String name) {
    if (KITS.containsKey(name)) {
      return new Instrument(name, KITS.get(name), true);
    }
    Problem.unless(MELODIC.contains(name), "'%s' is no General MIDI instrument.", name);
    return new Instrument(name, MELODIC.indexOf(name), false);
  }

  /** A melodic one by its number, 0 to 127. */
  static Instrument program(int program) {
    return new Instrument(MELODIC.get(program), program, false);
  }

  Family family() {
    return kit ? Family.ofKit(program) : Family.ofProgram(program);
  }
}
