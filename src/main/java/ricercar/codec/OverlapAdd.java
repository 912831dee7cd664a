package ricercar.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins chunks that begin a stride apart, each weighted by a triangle over its length. */
final class OverlapAdd {
  private final int channels;
  private final int stride;
  private final List<float[][]> chunks = new ArrayList<>();

  OverlapAdd(int channels, int stride) {
    this.channels = channels;
    this.stride = stride;
  }

  void add(float[][] chunk) {
    chunks.add(chunk);
  }

  float[][] result() {
    if (chunks.size() == 1) {
      return chunks.get(0);
    }
    int last = chunks.get(chunks.size() - 1)[0].length;
    float[][] sum = new float[channels][stride * (chunks.size() - 1) + last];
    float[] weights = new float[sum[0].length];
    for (int c = 0; c < chunks.size(); c++) {
      float[] weight = triangle(chunks.get(0)[0].length);
      float[][] chunk = chunks.get(c);
      for (int i = 0; i < chunk[0].length; i++) {
        weights[c * stride + i] += weight[i];
        for (int k = 0; k < channels; k++) {
          sum[k][c * stride + i] += weight[i] * chunk[k][i];
        }
      }
    }
    Arrays.stream(sum)
        .forEach(
            channel -> {
              for (int i = 0; i < channel.length; i++) {
                channel[i] /= weights[i];
              }
            });
    return sum;
  }

  /** Positive everywhere: ½ − |t − ½| at the inner points of a division of [0, 1]. */
  private static float[] triangle(int length) {
    float[] weight = new float[length];
    for (int i = 0; i < length; i++) {
      weight[i] = (float) (0.5 - Math.abs((i + 1) / (length + 1.0) - 0.5));
    }
    return weight;
  }
}
