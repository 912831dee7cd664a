package ricercar.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.stats.PedAnova;

/** Which axes of a sweep mattered. */
public final class Importance {
  private Importance() {}

  /**
   * By PED-ANOVA, of any sweep without budgets: the axes' keys, in their order, with importances
   * that sum to 1. They tell what being among the best tenth hung on, so 50 trials are few.
   */
  public static Map<String, Double> of(List<Axis> space, List<Trial> trials) {
    List<Trial> ended = trials.stream().filter(trial -> !trial.failed()).toList();
    List<PedAnova.Factor> factors = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      int axis = i;
      factors.add(
          space
              .get(axis)
              .factor(ended.stream().map(t -> t.proposal().point().values().get(axis)).toList()));
    }
    double[] importance =
        PedAnova.importance(ended.stream().mapToDouble(Trial::value).toArray(), factors);
    Map<String, Double> byKey = new LinkedHashMap<>();
    for (int i = 0; i < importance.length; i++) {
      byKey.put(space.get(i).key(), importance[i]);
    }
    return byKey;
  }
}
