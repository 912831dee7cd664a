package ricercar.check;

/** A golden case that says nothing definite; the message says why. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unreadable(String message, Object... arguments) {
    super(message.formatted(arguments));
  }
}
