package ricercar.audio;

import java.io.IOException;

/** A file holds no usable sound; the message is the reason, in a sentence for a person. */
final class Unreadable extends IOException {
  Unreadable(String reason) {
    super(reason);
  }
}
