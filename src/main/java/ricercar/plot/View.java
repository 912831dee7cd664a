package ricercar.plot;

import java.util.Optional;

/**
 * One thing to look at in the forms a front end may choose from: always a short text; HTML where it
 * can be shown, with a picture for viewers that drop scripts.
 *
 * @param png empty where there is no picture, painted at {@link Sheet#SCALE} times its size
 * @param width of the picture in CSS pixels
 */
public record View(String text, Optional<String> html, byte[] png, int width, int height) {
  private static final byte[] NONE = {};

  public static View picture(String text, byte[] png, int width, int height) {
    return new View(text, Optional.empty(), png, width, height);
  }

  public static View html(String text, String html) {
    return new View(text, Optional.of(html), NONE, 0, 0);
  }

  /** The same with HTML for the front ends that show it. */
  public View with(String markup) {
    return new View(text, Optional.of(markup), png, width, height);
  }

  public boolean hasPicture() {
    return png.length > 0;
  }
}
