package ricercar.probe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.corpus.Task;

/**
 * Zero-shot classification by the mean vector of each class (Snell et al. 2017; SemiSupCon asks the
 * projected vectors): a clip is as near to a class as its windows are on average, by their cosine
 * with the class's mean. Nothing is trained, so that a corrected label changes the answer at once.
 *
 * @param vectors {@code [class][width]}, of length 1; null where a class has no example
 */
public record Prototypes(Task task, float[][] vectors) {
  public Prototypes {
    Problem.unless(
        task.kind() == Task.Kind.SINGLE_LABEL || task.kind() == Task.Kind.MULTI_LABEL,
        "Prototypes need classes, but task '%s' has none.",
        task.name());
    if (vectors.length != task.classes().size()) {
      throw new IllegalArgumentException(vectors.length + " prototypes for " + task);
    }
  }

  /**
   * What prototypes say about a clip.
   *
   * @param similarities mean cosine with each class; −1 to a class without an example
   * @param best the class of the highest
   * @param margin how far the highest is above the second
   */
  public record Answer(float[] similarities, int best, double margin) {
    public static Answer of(float[] similarities) {
      int best = 0;
      double second = Double.NEGATIVE_INFINITY;
      for (int c = 1; c < similarities.length; c++) {
        if (similarities[c] > similarities[best]) {
          second = similarities[best];
          best = c;
        } else {
          second = Math.max(second, similarities[c]);
        }
      }
      return new Answer(
          similarities, best, similarities.length == 1 ? 0 : similarities[best] - second);
    }
  }

  /**
   * @param vectors {@code [clip][width]}: the mean of each clip's windows
   * @param classes of each clip; a clip with several counts for each of them
   */
  public static Prototypes of(Task task, float[][] vectors, int[][] classes) {
    int width = vectors[0].length;
    double[][] sums = new double[task.classes().size()][];
    for (int clip = 0; clip < vectors.length; clip++) {
      for (int c : classes[clip]) {
        sums[c] = sums[c] == null ? new double[width] : sums[c];
        for (int k = 0; k < width; k++) {
          sums[c][k] += vectors[clip][k];
        }
      }
    }
    float[][] prototypes = new float[sums.length][];
    for (int c = 0; c < sums.length; c++) {
      prototypes[c] = sums[c] == null ? null : unit(sums[c]);
    }
    return new Prototypes(task, prototypes);
  }

  static Prototypes of(Task task, Examples train) {
    Map<Integer, int[]> truth = new LinkedHashMap<>();
    for (int row = 0; row < train.size(); row++) {
      truth.put(train.clips()[row], train.truth()[row]);
    }
    Features features = train.features();
    float[] means = Mean.byClip(train.clips(), features.values(), features.width());
    return of(
        task, new Features(means, features.width()).rows(), truth.values().toArray(int[][]::new));
  }

  /** How many classes have no example. */
  public int missing() {
    return (int) Arrays.stream(vectors).filter(vector -> vector == null).count();
  }

  /**
   * @param windows {@code [window][width]} of one clip
   */
  public Answer answer(float[][] windows) {
    double[] sums = new double[vectors.length];
    for (float[] window : windows) {
      float[] similarities = similarities(window);
      for (int c = 0; c < sums.length; c++) {
        sums[c] += similarities[c] / windows.length;
      }
    }
    float[] means = new float[sums.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = (float) sums[c];
    }
    return Answer.of(means);
  }

  /** {@code [clip][class]}: mean cosines of each clip's windows, clips in their order there. */
  public float[][] similarities(WindowEmbeddings windows) {
    return ClipSimilarities.of(windows, this).rows();
  }

  private float[] similarities(float[] window) {
    double length = Math.sqrt(dot(window, window));
    float[] similarities = new float[vectors.length];
    for (int c = 0; c < similarities.length; c++) {
      similarities[c] =
          vectors[c] == null ? -1 : (float) (dot(vectors[c], window) / Math.max(1e-12, length));
    }
    return similarities;
  }

  private static float[] unit(double[] sum) {
    double length = Math.max(1e-12, Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum()));
    float[] unit = new float[sum.length];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = (float) (sum[k] / length);
    }
    return unit;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
