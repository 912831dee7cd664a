package ricercar.augment;

/**
 * A sound cut into equal stretches that lie side by side: {@code rows[r][lane]} is sample {@code
 * lane · step + r}. What a filter does to one sample it then does to a whole row, with the same tap
 * for every lane, so that all arrays are read at one index; the JIT of JDK 17 vectorises only that.
 */
final class Lanes {
  /** Taps taken in one pass over a row. */
  static final int TAPS = 4;

  private static final int MOST = 256;

  private Lanes() {}

  /** A step that is a multiple of {@code unit} and needs at most {@value #MOST} lanes. */
  static int step(int samples, int unit) {
    return unit * Math.max(1, (samples + MOST * unit - 1) / (MOST * unit));
  }

  static int count(int samples, int step) {
    return (samples + step - 1) / step;
  }

  /** Row r, lane l is {@code sound[l · step + r]}; beyond the sound's end it is 0. */
  static float[][] split(float[] sound, int step, int lanes, int rows) {
    float[][] split = new float[rows][lanes];
    for (int r = 0; r < rows; r++) {
      float[] row = split[r];
      int within = Math.min(lanes, (sound.length - r + step - 1) / step);
      for (int lane = 0; lane < within; lane++) {
        row[lane] = sound[lane * step + r];
      }
    }
    return split;
  }

  /** The inverse of a split whose rows are as many as its step. */
  static float[] join(float[][] rows, int samples) {
    float[] sound = new float[samples];
    int step = rows.length;
    for (int r = 0; r < step; r++) {
      float[] row = rows[r];
      int within = Math.min(row.length, (samples - r + step - 1) / step);
      for (int lane = 0; lane < within; lane++) {
        sound[lane * step + r] = row[lane];
      }
    }
    return sound;
  }

  /**
   * Adds {@value #TAPS} rows from {@code row} on, each times its tap. More in one pass are slower:
   * the JIT no longer vectorises the loop.
   */
  static void add(float[] sum, float[][] rows, int row, float[] taps, int tap) {
    float[] a = rows[row];
    float[] b = rows[row + 1];
    float[] c = rows[row + 2];
    float[] d = rows[row + 3];
    float ta = taps[tap];
    float tb = taps[tap + 1];
    float tc = taps[tap + 2];
    float td = taps[tap + 3];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = sum[i] + ta * a[i] + tb * b[i] + tc * c[i] + td * d[i];
    }
  }
}
