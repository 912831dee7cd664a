package ricercar.cli;

/**
 * One thing that the doctor looked at.
 *
 * @param remedy what to do about it; empty if nothing is to be done
 */
record Finding(State state, String what, String detail, String remedy) {
  enum State {
    OK("ok"),
    /** Missing, and something does not work without it. */
    MISSING("missing"),
    /** Missing, and all but what the remedy names works without it. */
    OPTIONAL("optional");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  static Finding ok(String what, String detail) {
    return new Finding(State.OK, what, detail, "");
  }

  static Finding missing(String what, String detail, String remedy) {
    return new Finding(State.MISSING, what, detail, remedy);
  }

  static Finding optional(String what, String detail, String remedy) {
    return new Finding(State.OPTIONAL, what, detail, remedy);
  }

  /** As in {@code ok JDK 17.0.15}. */
  String line() {
    String head = "%-9s%-14s%s".formatted(state.word, what, detail);
    return remedy.isEmpty() ? head : head + "\n" + " ".repeat(23) + "→ " + remedy;
  }
}
