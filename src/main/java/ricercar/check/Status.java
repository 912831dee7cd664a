package ricercar.check;

/** What became of a golden case. */
public enum Status {
  PASS("PASS"),
  FAIL("FAIL"),
  /** The case itself is broken: a file, a field, a shape or a number that cannot be. */
  UNREADABLE("UNREADABLE"),
  /** Nothing here computes it yet; it does not count as passed. */
  NOT_BUILT("NOT BUILT");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public boolean isFault() {
    return this == FAIL || this == UNREADABLE;
  }
}
