package ricercar.probe;

import java.util.Arrays;

/**
 * What a head is asked about.
 *
 * @param values [rows, width] row by row
 */
record Features(float[] values, int width) {
  int size() {
    return values.length / width;
  }

  float[] row(int place) {
    return Arrays.copyOfRange(values, place * width, (place + 1) * width);
  }

  /** {@code [rows][width]}. */
  float[][] rows() {
    float[][] rows = new float[size()][];
    Arrays.setAll(rows, this::row);
    return rows;
  }

  /** The rows at these places, in this order. */
  Features at(int[] places) {
    float[] taken = new float[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values, places[i] * width, taken, i * width, width);
    }
    return new Features(taken, width);
  }
}
