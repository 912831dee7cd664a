package ricercar.corpus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers to one task over all clips of a corpus.
 *
 * @param active for each clip the sorted indices of its classes; null where the clip is not
 *     labelled. A clip with numbers has no classes, so that it shares none with any other
 * @param targets for each clip its numbers in the order of the classes, null where it has none; of
 *     a regression task only, and null as a whole otherwise
 */
public record Labels(Task task, int[][] active, float[][] targets) {
  public Labels {
    if ((task.kind() == Task.Kind.REGRESSION) != (targets != null)) {
      throw new IllegalArgumentException("numbers belong to regression tasks, not to " + task);
    }
  }

  /** The answers to a task with classes. */
  public Labels(Task task, int[][] active) {
    this(task, active, null);
  }

  /**
   * @param answers of each clip: class names, or decimals in the order of the classes; null where
   *     it is not labelled
   */
  static Labels of(Task task, List<List<String>> answers) {
    return task.kind() == Task.Kind.REGRESSION ? numbers(task, answers) : classes(task, answers);
  }

  private static Labels classes(Task task, List<List<String>> answers) {
    Map<String, Integer> index = new HashMap<>();
    for (String name : task.classes()) {
      index.put(name, index.size());
    }
    int[][] active = new int[answers.size()][];
    for (int i = 0; i < active.length; i++) {
      List<String> names = answers.get(i);
      active[i] = names == null ? null : names.stream().mapToInt(index::get).sorted().toArray();
    }
    return new Labels(task, active);
  }

  private static Labels numbers(Task task, List<List<String>> answers) {
    int[][] active = new int[answers.size()][];
    float[][] targets = new float[answers.size()][];
    for (int i = 0; i < targets.length; i++) {
      List<String> decimals = answers.get(i);
      if (decimals != null) {
        active[i] = new int[0];
        targets[i] = new float[decimals.size()];
        for (int k = 0; k < targets[i].length; k++) {
          targets[i][k] = Float.parseFloat(decimals.get(k));
        }
      }
    }
    return new Labels(task, active, targets);
  }

  public boolean labelled(int clip) {
    return active[clip] != null;
  }

  /** The one class of a clip in a single-label task. */
  public int classOf(int clip) {
    return active[clip][0];
  }
}
