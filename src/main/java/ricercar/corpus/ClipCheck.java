package ricercar.corpus;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether clips agree with each other and with the tasks of their corpus. */
final class ClipCheck {
  private record Allowed(Task.Kind kind, Set<String> classes) {}

  private final Map<String, Allowed> tasks = new TreeMap<>();
  private final Set<String> ids = new HashSet<>();

  ClipCheck(List<Task> tasks) {
    for (Task task : tasks) {
      this.tasks.put(task.name(), new Allowed(task.kind(), new LinkedHashSet<>(task.classes())));
    }
  }

  /** What is wrong with the next clip, or null. */
  String fault(Clip clip) {
    if (clip.id() == null || clip.track() == null || clip.group() == null || clip.split() == null) {
      return "clip " + clip.id() + " lacks an id, a track, a group or a split";
    }
    if (!ids.add(clip.id())) {
      return "clip id " + clip.id() + " stands twice";
    }
    if (clip.samples() <= 0) {
      return "clip " + clip.id() + " has " + clip.samples() + " samples";
    }
    for (Map.Entry<String, List<String>> answer : clip.labels().entrySet()) {
      String fault = fault(answer.getKey(), answer.getValue());
      if (fault != null) {
        return "clip " + clip.id() + " " + fault;
      }
    }
    return null;
  }

  private String fault(String task, List<String> names) {
    Allowed allowed = tasks.get(task);
    if (allowed == null) {
      return "answers the unknown task '" + task + "'";
    }
    if (allowed.kind() == Task.Kind.REGRESSION) {
      boolean fits = names != null && names.size() == allowed.classes().size();
      return fits && names.stream().allMatch(ClipCheck::finite)
          ? null
          : "needs a number for each of " + allowed.classes() + " of '" + task + "', not " + names;
    }
    boolean single = allowed.kind() == Task.Kind.SINGLE_LABEL;
    if (names == null || (single && names.size() != 1)) {
      return "needs exactly one class of '" + task + "', not " + names;
    }
    if (new HashSet<>(names).size() != names.size()) {
      return "names a class of '" + task + "' twice: " + names;
    }
    for (String name : names) {
      if (!allowed.classes().contains(name)) {
        return "is labelled '" + name + "', which task '" + task + "' does not know";
      }
    }
    return null;
  }

  private static boolean finite(String decimal) {
    try {
      return Float.isFinite(Float.parseFloat(decimal));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
