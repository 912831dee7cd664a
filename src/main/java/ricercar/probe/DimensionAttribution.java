package ricercar.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;

/**
 * How much each dimension of an embedding, or of a projection, knows of a task by itself: the share
 * of its variance that lies between the classes.
 *
 * <p>η² = SS<sub>between</sub> / SS<sub>total</sub> grows with the number of classes even where
 * there is nothing to know, to (classes − 1) / (clips − 1) on average. ε² = 1 − (1 − η²)(clips − 1)
 * / (clips − classes) takes that off (Kelley 1935), so that tasks can be compared. A task with many
 * labels is one of two classes for each label; its numbers are means over the labels. Neither
 * changes when a dimension is moved or stretched. Clips count as independent, so that classes which
 * few groups of tracks make up look a little better known than they are.
 *
 * @param clips that were looked at
 * @param explained η² of each dimension, 0 to 1; 0 for one that never moves
 * @param adjusted ε² of each dimension, 1 at most, around 0 where it knows nothing
 */
public record DimensionAttribution(Task task, int clips, double[] explained, double[] adjusted) {
  /** Of the embedded clips of one split that have a label. */
  public static DimensionAttribution of(
      Embeddings embeddings, Corpus corpus, String task, Split split) {
    Examples examples = Examples.of(embeddings, corpus, task, split);
    Task asked = corpus.task(task);
    int width = embeddings.width();
    double[] explained = new double[width];
    double[] adjusted = new double[width];
    int questions = 0;
    for (int[] groups : groupings(asked, examples)) {
      long present = Arrays.stream(groups).distinct().count();
      if (present < 2 || present >= groups.length) {
        continue; // one class alone, or as many as clips: nothing to tell apart
      }
      questions++;
      double freedom = (groups.length - 1.0) / (groups.length - present);
      for (int k = 0; k < width; k++) {
        double share = explained(examples.features().values(), width, k, groups);
        explained[k] += share;
        adjusted[k] += Double.isNaN(share) ? 0 : 1 - (1 - share) * freedom;
      }
    }
    Problem.unless(questions > 0, "Task '%s' has no two classes among the %s clips.", task, split);
    for (int k = 0; k < width; k++) {
      boolean still = Double.isNaN(explained[k]);
      explained[k] = still ? 0 : explained[k] / questions;
      adjusted[k] = still ? 0 : adjusted[k] / questions;
    }
    return new DimensionAttribution(asked, examples.size(), explained, adjusted);
  }

  /** The class of each clip, for each question that the task asks. */
  private static int[][] groupings(Task task, Examples examples) {
    int[][] truth = examples.truth();
    return switch (task.kind()) {
      case SINGLE_LABEL -> new int[][] {Arrays.stream(truth).mapToInt(t -> t[0]).toArray()};
      case MULTI_LABEL ->
          IntStream.range(0, examples.classes())
              .mapToObj(
                  c ->
                      Arrays.stream(truth)
                          .mapToInt(t -> Arrays.binarySearch(t, c) >= 0 ? 1 : 0)
                          .toArray())
              .toArray(int[][]::new);
      default ->
          throw new Problem(
              "Task '" + task.name() + "' has no classes to tell apart.",
              "Attribute dimensions to a task with single or multiple labels.");
    };
  }

  /** η² of one dimension; NaN where it never moves. */
  private static double explained(float[] values, int width, int dimension, int[] groups) {
    int classes = Arrays.stream(groups).max().orElseThrow() + 1;
    double[] sums = new double[classes];
    int[] counts = new int[classes];
    double all = 0;
    for (int i = 0; i < groups.length; i++) {
      double value = values[i * width + dimension];
      sums[groups[i]] += value;
      counts[groups[i]]++;
      all += value;
    }
    double mean = all / groups.length;
    double total = 0;
    for (int i = 0; i < groups.length; i++) {
      double distance = values[i * width + dimension] - mean;
      total += distance * distance;
    }
    double between = 0;
    for (int c = 0; c < classes; c++) {
      double distance = counts[c] == 0 ? 0 : sums[c] / counts[c] - mean;
      between += counts[c] * distance * distance;
    }
    return total > 1e-12 * groups.length * Math.max(1e-12, mean * mean)
        ? between / total
        : Double.NaN;
  }

  public int width() {
    return explained.length;
  }

  /** The dimensions, the one that knows most first. */
  public int[] ranking() {
    return IntStream.range(0, width())
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -adjusted[k]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The first of the {@link #ranking}. */
  public int[] top(int count) {
    return Arrays.copyOf(ranking(), count);
  }

  /**
   * On how many dimensions the task rests: (Σε²)² / Σ(ε²)² over those above 0. 1 if one dimension
   * knows all, the width if all know the same.
   */
  public double breadth() {
    double sum = 0;
    double squares = 0;
    for (double share : adjusted) {
      double known = Math.max(0, share);
      sum += known;
      squares += known * known;
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }

  /** The share of the top dimensions that another task has among its own; by chance count/width. */
  public double shared(DimensionAttribution other, int count) {
    int[] ours = top(count);
    int[] theirs = other.top(count);
    return Arrays.stream(ours).filter(k -> Arrays.stream(theirs).anyMatch(t -> t == k)).count()
        / (double) count;
  }
}
