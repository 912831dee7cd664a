package ricercar.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * Eight colours that stay apart for colour-blind readers, after Okabe and Ito ("Color Universal
 * Design", 2008): their yellow, too light on paper, gives way to a grey, and the light ones are
 * deepened. More than eight classes take the same colours again with another mark.
 */
public final class Palette {
  private static final List<Color> LIGHT =
      colours(0x0072b2, 0xe08a00, 0x009e73, 0xc8401f, 0xc46bb0, 0x4aaeea, 0x7a5c00, 0x6b7280);
  private static final List<Color> DARK =
      colours(0x3d9be0, 0xf5b23e, 0x2cc39a, 0xff7a52, 0xe59ad3, 0x8fd4ff, 0xc6a64a, 0x9ca3af);

  private Palette() {}

  public static int size() {
    return LIGHT.size();
  }

  public static Color colour(int index, Theme theme) {
    return colours(theme).get(Math.floorMod(index, size()));
  }

  public static List<Color> colours(Theme theme) {
    return theme == Theme.LIGHT ? LIGHT : DARK;
  }

  /** {@code #rrggbb}. */
  public static String css(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xffffff);
  }

  static Color faded(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  /** On the straight line from one colour to another; {@code share} in [0, 1]. */
  static Color between(Color from, Color to, double share) {
    return new Color(
        channel(from.getRed(), to.getRed(), share),
        channel(from.getGreen(), to.getGreen(), share),
        channel(from.getBlue(), to.getBlue(), share));
  }

  private static int channel(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  private static List<Color> colours(int... values) {
    return Arrays.stream(values).mapToObj(Color::new).toList();
  }
}
