package ricercar.check;

/**
 * One line of a check.
 *
 * @param file relative to the directory
 * @param detail the errors measured, or what is wrong with the case
 */
public record CaseResult(String file, String name, Status status, String detail) {
  static CaseResult notBuilt(String file, String name) {
    return new CaseResult(file, name, Status.NOT_BUILT, "");
  }

  static CaseResult unreadable(String file, String name, String why) {
    return new CaseResult(file, name, Status.UNREADABLE, why);
  }

  public String line() {
    return "%-10s  %s: %s%s"
        .formatted(status.word(), file, name, detail.isEmpty() ? "" : "  " + detail);
  }
}
