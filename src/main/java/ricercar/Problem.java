package ricercar;

/**
 * Something a person can mend: what is wrong, named, and what to do about it. The doors print the
 * message alone, without a stack trace.
 */
public final class Problem extends RuntimeException {
  public Problem(String what, String remedy) {
    super((what + " " + remedy).strip());
  }

  public Problem(String what, String remedy, Throwable cause) {
    super(what + " " + remedy + " (" + describe(cause) + ")", cause);
  }

  /** The check at a door: throws unless {@code valid}; {@code what} may hold format arguments. */
  public static void unless(boolean valid, String what, Object... arguments) {
    if (!valid) {
      throw new Problem(what.formatted(arguments), "");
    }
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
