package ricercar.probe;

import java.util.Arrays;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;

/**
 * What an encoder is given, averaged: for each number of a step its mean and its standard deviation
 * over the clip. Where a trained encoder does not beat it, it has added nothing to its input.
 */
public final class StepStatistics {
  private static final int STEPS_AT_ONCE = 4096;

  private StepStatistics() {}

  /** Width 2 · {@code inputs.width()}: the means, then the deviations. */
  public static Embeddings of(ClipInputs inputs, int[] clips, Progress progress) {
    int width = inputs.width();
    float[] values = new float[clips.length * 2 * width];
    try (Progress.Task task =
        progress.start("statistics of " + inputs.corpus().name(), clips.length)) {
      for (int place = 0; place < clips.length; place++) {
        write(inputs, clips[place], values, place * 2 * width);
        task.step(1);
      }
    }
    return new Embeddings(clips.clone(), values, 2 * width);
  }

  private static void write(ClipInputs inputs, int clip, float[] into, int at) {
    int width = inputs.width();
    double[] sums = new double[width];
    double[] squares = new double[width];
    long length = inputs.length(clip);
    for (long from = 0; from < length; from += STEPS_AT_ONCE) {
      float[] steps = new float[(int) Math.min(STEPS_AT_ONCE, length - from) * width];
      inputs.read(clip, from, steps);
      for (int i = 0; i < steps.length; i++) {
        sums[i % width] += steps[i];
        squares[i % width] += (double) steps[i] * steps[i];
      }
    }
    Arrays.setAll(sums, i -> sums[i] / length);
    for (int i = 0; i < width; i++) {
      into[at + i] = (float) sums[i];
      into[at + width + i] =
          (float) Math.sqrt(Math.max(0, squares[i] / length - sums[i] * sums[i]));
    }
  }
}
