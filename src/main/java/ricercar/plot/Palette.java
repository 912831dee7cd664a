package ricercar.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * Eight colours that stay apart for colour-blind readers too, each pair by 15 units of CIE L*a*b*
 * or more. They began as those of Okabe and Ito ("Color Universal Design", 2008), without the
 * yellow that is lost on paper, and were moved apart. More classes take them again with another
 * mark.
 */
public final class Palette {
  private static final List<Color> LIGHT =
      colours(0x0067b8, 0xe69100, 0x00ae74, 0xf23c36, 0xc36dad, 0x48a8f3, 0x605f00, 0x656c69);
  private static final List<Color> DARK =
      colours(0x3e98e2, 0xfbb43d, 0x2cca95, 0xf15c2c, 0xe291c9, 0x6eddff, 0xc2ad60, 0x8a868a);

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
