package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTests {
  /** Full dichromacy: Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), severity 1. */
  enum Eyes {
    ORDINARY(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPE(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTERANOPE(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881);

    private final double[] seen;

    Eyes(double... seen) {
      this.seen = seen;
    }

    /** CIE L*a*b* of the colour as these eyes see it. */
    private double[] lab(Color colour) {
      double[] linear = {
        linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())
      };
      double[] rgb = new double[3];
      for (int i = 0; i < 9; i++) {
        rgb[i / 3] += seen[i] * linear[i % 3];
      }
      double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
      double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
      double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
      return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int channel) {
      double c = channel / 255.0;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double f(double t) {
      double positive = Math.max(0, t);
      return positive > 0.008856 ? Math.cbrt(positive) : 7.787 * positive + 16 / 116.0;
    }
  }

  @ParameterizedTest
  @EnumSource(Eyes.class)
  void everyTwoColoursStayApart(Eyes eyes) {
    for (Theme theme : Theme.values()) {
      List<Color> colours = Palette.colours(theme);
      for (int i = 0; i < colours.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(distance(eyes, colours.get(i), colours.get(j)))
              .as("%s %d %d", theme, i, j)
              .isGreaterThan(15);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyColourStandsOutFromThePaper(Theme theme) {
    for (Color colour : Palette.colours(theme)) {
      assertThat(distance(Eyes.ORDINARY, colour, theme.paper())).isGreaterThan(35);
    }
  }

  static double distance(Eyes eyes, Color one, Color other) {
    double[] a = eyes.lab(one);
    double[] b = eyes.lab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }
}
