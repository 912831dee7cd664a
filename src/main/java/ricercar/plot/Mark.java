package ricercar.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shape of a point: with the colour it tells up to forty classes apart. */
enum Mark {
  DISC,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  WEDGE;

  static Mark of(int index) {
    return values()[(index / Palette.size()) % values().length];
  }

  /** Around (x, y), all of about the same area as a disc of this radius. */
  Shape at(double x, double y, double radius) {
    double r = radius;
    return switch (this) {
      case DISC -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
      case SQUARE -> new Rectangle2D.Double(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
      case TRIANGLE ->
          polygon(x, y - 1.3 * r, x + 1.2 * r, y + 0.85 * r, x - 1.2 * r, y + 0.85 * r);
      case DIAMOND -> polygon(x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
      case WEDGE -> polygon(x, y + 1.3 * r, x + 1.2 * r, y - 0.85 * r, x - 1.2 * r, y - 0.85 * r);
    };
  }

  private static Shape polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }
}
