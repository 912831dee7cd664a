package ricercar.probe;

import java.util.Arrays;

/** Means over the rows of each clip. */
final class Mean {
  private Mean() {}

  /**
   * @param clips the clip of each row; rows of one clip follow each other
   * @param values [rows, width]
   * @return [clips, width], clips in their order
   */
  static float[] byClip(int[] clips, float[] values, int width) {
    float[] means = new float[(int) Arrays.stream(clips).distinct().count() * width];
    double[] sum = new double[width];
    int place = 0;
    int rows = 0;
    for (int i = 0; i < clips.length; i++) {
      for (int k = 0; k < width; k++) {
        sum[k] += values[i * width + k];
      }
      rows++;
      if (i == clips.length - 1 || clips[i + 1] != clips[i]) {
        for (int k = 0; k < width; k++) {
          means[place * width + k] = (float) (sum[k] / rows);
        }
        Arrays.fill(sum, 0);
        rows = 0;
        place++;
      }
    }
    return means;
  }
}
