package ricercar.etudes;

/**
 * A stretch of form.
 *
 * @param name intro, A, B, bridge or outro
 * @param repetition how often the name came before
 * @param energy scales loudness and decides which parts play
 */
record Section(String name, int bar, int bars, int repetition, double energy) {
  int end() {
    return bar + bars;
  }

  boolean plays(Role role) {
    return switch (name) {
      case "intro" -> role != Role.LEAD && role != Role.DOUBLE;
      case "outro" -> role != Role.DOUBLE;
      case "bridge" -> role != Role.BASS;
      default -> true;
    };
  }
}
