package ricercar.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import ricercar.Problem;
import ricercar.corpus.Task;

/**
 * What was said about each test item and what is true: enough to compute every metric again, on any
 * resample.
 *
 * @param items one name per test item
 * @param groups what is resampled together, such as the item's track
 * @param truth the sorted indices of each item's classes; empty where the task is measured
 * @param scores {@code [item][class]}; only their order matters, so logits will do. Where the task
 *     is measured, {@code scores[item][0]} is the item's number, and of a regression they are the
 *     predicted numbers
 * @param numbers {@code [item][class]}, the true numbers of a regression; null otherwise
 */
public record Outcomes(
    Task task,
    List<String> items,
    List<String> groups,
    int[][] truth,
    float[][] scores,
    @JsonInclude(JsonInclude.Include.NON_NULL) float[][] numbers) {
  public Outcomes {
    items = List.copyOf(items);
    groups = List.copyOf(groups);
    int n = items.size();
    if (groups.size() != n || truth.length != n || scores.length != n) {
      throw new IllegalArgumentException(
          "%d items, %d groups, %d truths, %d rows of scores"
              .formatted(n, groups.size(), truth.length, scores.length));
    }
    if ((task.kind() == Task.Kind.REGRESSION) != (numbers != null)) {
      throw new IllegalArgumentException("true numbers belong to regressions, not to " + task);
    }
    for (int i = 0; i < n; i++) {
      if (scores[i].length != task.classes().size()) {
        throw new IllegalArgumentException(
            "item %s has %d scores for %d classes"
                .formatted(items.get(i), scores[i].length, task.classes().size()));
      }
      if (numbers != null && numbers[i].length != scores[i].length) {
        throw new IllegalArgumentException("item %s lacks a number".formatted(items.get(i)));
      }
      for (float score : scores[i]) {
        if (Float.isNaN(score)) {
          throw new Problem(
              "A score of test item %s is not a number.".formatted(items.get(i)),
              "Look at the run's loss curve; a lower learning rate usually helps.");
        }
      }
    }
  }

  /** The outcomes of a task with classes. */
  public Outcomes(
      Task task, List<String> items, List<String> groups, int[][] truth, float[][] scores) {
    this(task, items, groups, truth, scores, null);
  }

  /** The outcomes of a measured task: a number per item. */
  public static Outcomes measured(
      Task task, List<String> items, List<String> groups, double[] values) {
    if (!task.kind().measured()) {
      throw new IllegalArgumentException("task " + task.name() + " is not measured");
    }
    float[][] scores = new float[values.length][1];
    for (int i = 0; i < values.length; i++) {
      scores[i][0] = (float) values[i];
    }
    return new Outcomes(task, items, groups, new int[values.length][0], scores);
  }

  public int size() {
    return items.size();
  }

  boolean[][] targets() {
    boolean[][] targets = new boolean[size()][task.classes().size()];
    for (int i = 0; i < targets.length; i++) {
      for (int c : truth[i]) {
        targets[i][c] = true;
      }
    }
    return targets;
  }

  double[][] wideScores() {
    double[][] wide = new double[size()][task.classes().size()];
    for (int i = 0; i < wide.length; i++) {
      for (int c = 0; c < wide[i].length; c++) {
        wide[i][c] = scores[i][c];
      }
    }
    return wide;
  }
}
