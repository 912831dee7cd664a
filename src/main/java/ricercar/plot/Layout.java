package ricercar.plot;

import java.awt.geom.Point2D;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import ricercar.geometry.Procrustes;

/**
 * Where the points of a map lie.
 *
 * @param note what a reader must know of it: the method, how many points, how far to trust it
 * @param xy {@code [point][2]}, any unit; the map shows all of it
 */
public record Layout(String name, String note, float[][] xy) {
  Layout called(String other) {
    return new Layout(other, note, xy);
  }

  Layout noted(String other) {
    return new Layout(name, other, xy);
  }

  /** Moved, turned and scaled to lie upon another of the same points. */
  Layout alignedTo(Layout other) {
    double[][] aligned = Procrustes.align(doubles(xy), doubles(other.xy));
    float[][] places = new float[xy.length][];
    Arrays.setAll(places, i -> new float[] {(float) aligned[i][0], (float) aligned[i][1]});
    return new Layout(name, note, places);
  }

  private static double[][] doubles(float[][] rows) {
    return Arrays.stream(rows).map(row -> new double[] {row[0], row[1]}).toArray(double[][]::new);
  }

  /** Places in the square, x and y in turn from the top left, as base64 of float32. */
  String packed(Square square) {
    ByteBuffer bytes = ByteBuffer.allocate(xy.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] point : xy) {
      Point2D place = square.place(point);
      bytes.putFloat((float) place.getX());
      bytes.putFloat((float) place.getY());
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** The smallest square around all points of some layouts: both axes keep one unit. */
  record Square(double left, double bottom, double side) {
    static Square around(List<Layout> layouts) {
      double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
      for (Layout layout : layouts) {
        for (float[] point : layout.xy) {
          for (int axis = 0; axis < 2; axis++) {
            if (!Float.isFinite(point[axis])) {
              throw new IllegalArgumentException("a point of the map has no finite place");
            }
            low[axis] = Math.min(low[axis], point[axis]);
            high[axis] = Math.max(high[axis], point[axis]);
          }
        }
      }
      double side = Math.max(1e-9, Math.max(high[0] - low[0], high[1] - low[1]));
      return new Square((low[0] + high[0] - side) / 2, (low[1] + high[1] - side) / 2, side);
    }

    /** In [0, 1] from the top left. */
    Point2D place(float[] point) {
      return new Point2D.Double((point[0] - left) / side, 1 - (point[1] - bottom) / side);
    }
  }
}
