package ricercar.corpus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers to one task over all clips of a corpus.
 *
 * @param active for each clip the sorted indices of its classes; null where the clip is not
 *     labelled
 */
public record Labels(Task task, int[][] active) {
  static Labels of(Task task, List<Clip> clips) {
    Map<String, Integer> index = new HashMap<>();
    for (String name : task.classes()) {
      index.put(name, index.size());
    }
    int[][] active = new int[clips.size()][];
    for (int i = 0; i < active.length; i++) {
      List<String> names = clips.get(i).labels().get(task.name());
      active[i] = names == null ? null : names.stream().mapToInt(index::get).sorted().toArray();
    }
    return new Labels(task, active);
  }

  public boolean labelled(int clip) {
    return active[clip] != null;
  }

  /** The one class of a clip in a single-label task. */
  public int classOf(int clip) {
    return active[clip][0];
  }
}
