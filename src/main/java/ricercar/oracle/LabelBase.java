package ricercar.oracle;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;

/**
 * What was known before the first verdict.
 *
 * @param classes of the task, in its order
 * @param labelled clip → class
 * @param unlabelled all other clips that may be asked about
 */
public record LabelBase(
    List<String> classes, SortedMap<String, String> labelled, SortedSet<String> unlabelled) {
  public LabelBase {
    classes = List.copyOf(classes);
    labelled = new TreeMap<>(labelled);
    unlabelled = new TreeSet<>(unlabelled);
    for (String label : labelled.values()) {
      Problem.unless(classes.contains(label), "'%s' is none of the classes %s.", label, classes);
    }
    for (String clip : unlabelled) {
      Problem.unless(!labelled.containsKey(clip), "Clip %s is both labelled and unlabelled.", clip);
    }
  }

  boolean holds(String clip) {
    return labelled.containsKey(clip) || unlabelled.contains(clip);
  }
}
