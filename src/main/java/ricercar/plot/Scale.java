package ricercar.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers to colours, evenly in lightness, so that grey prints and colour-blind eyes lose nothing.
 */
enum Scale {
  /** From night to light: the energy of a sound. After Matplotlib's "magma". */
  ENERGY(0x000004, 0x1c1044, 0x4f127b, 0x812581, 0xb5367a, 0xe55964, 0xfb8761, 0xfec287, 0xfcfdbf),
  /** From blue to yellow, alike for most colour-blind eyes. After Matplotlib's "cividis". */
  AMOUNT(0x00224e, 0x233e6c, 0x575c6d, 0x7f7c75, 0xa59c74, 0xd2c060, 0xfee838);

  private final List<Color> anchors;

  Scale(int... anchors) {
    this.anchors = Arrays.stream(anchors).mapToObj(Color::new).toList();
  }

  /** The colour at {@code share} of the way; beyond [0, 1] the ends. */
  Color at(double share) {
    double place = Math.max(0, Math.min(1, share)) * (anchors.size() - 1);
    int below = (int) Math.min(place, anchors.size() - 2);
    return Palette.between(anchors.get(below), anchors.get(below + 1), place - below);
  }

  /** More is farther from the paper: darker on light, lighter on dark. */
  static Color amount(double share, Theme theme) {
    return AMOUNT.at(theme == Theme.LIGHT ? 0.82 * (1 - share) : 0.28 + 0.72 * share);
  }
}
