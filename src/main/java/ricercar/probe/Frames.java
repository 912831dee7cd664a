package ricercar.probe;

import java.util.Arrays;
import ricercar.Problem;

/**
 * Local representations of one clip: frame i stands for the seconds from {@code i /
 * framesPerSecond} to {@code (i + 1) / framesPerSecond}.
 *
 * @param values [frames, width] row by row
 * @param framesPerSecond Hz
 */
public record Frames(float[] values, int width, double framesPerSecond) {
  public Frames {
    Problem.unless(
        framesPerSecond > 0 && Double.isFinite(framesPerSecond),
        "Frames need a positive number per second, not %s.",
        framesPerSecond);
    if (width <= 0 || values.length == 0 || values.length % width != 0) {
      throw new IllegalArgumentException(
          "%d values are no frames of width %d".formatted(values.length, width));
    }
  }

  /**
   * @param rows {@code [frames][width]}
   */
  public static Frames of(float[][] rows, double framesPerSecond) {
    int width = rows[0].length;
    float[] values = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * width, width);
    }
    return new Frames(values, width, framesPerSecond);
  }

  public int count() {
    return values.length / width;
  }

  public float[] row(int frame) {
    return Arrays.copyOfRange(values, frame * width, (frame + 1) * width);
  }

  /** The middle of a frame, in seconds. */
  public double centre(int frame) {
    return (frame + 0.5) / framesPerSecond;
  }

  /**
   * Means over so many equal stretches, of the same whole length. A frame that lies in two
   * stretches counts in each by the part that lies there; more stretches than frames repeat them.
   */
  public Frames pooled(int frames) {
    Problem.unless(frames > 0, "Frames cannot be pooled to %d.", frames);
    double stretch = (double) count() / frames;
    return new Frames(means(frames, stretch), width, framesPerSecond / stretch);
  }

  /**
   * Means over stretches of {@code 1 / framesPerSecond} seconds. What remains at the end becomes a
   * shorter stretch if it is at least half of one, and is left out otherwise.
   */
  public Frames pooledTo(double framesPerSecond) {
    Problem.unless(
        framesPerSecond > 0 && Double.isFinite(framesPerSecond),
        "Frames cannot be pooled to %s per second.",
        framesPerSecond);
    double stretch = this.framesPerSecond / framesPerSecond;
    int frames = (int) Math.max(1, Math.round(count() / stretch));
    return new Frames(means(frames, stretch), width, framesPerSecond);
  }

  /** The mean over each stretch of {@code stretch} frames, as far as there are frames. */
  private float[] means(int stretches, double stretch) {
    float[] means = new float[stretches * width];
    double[] sum = new double[width];
    for (int s = 0; s < stretches; s++) {
      double from = s * stretch;
      double to = Math.min(count(), (s + 1) * stretch);
      Arrays.fill(sum, 0);
      for (int i = (int) from; i < Math.min(count(), Math.ceil(to)); i++) {
        double share = Math.min(to, i + 1) - Math.max(from, i);
        for (int k = 0; k < width; k++) {
          sum[k] += share * values[i * width + k];
        }
      }
      for (int k = 0; k < width; k++) {
        means[s * width + k] = (float) (sum[k] / (to - from));
      }
    }
    return means;
  }
}
