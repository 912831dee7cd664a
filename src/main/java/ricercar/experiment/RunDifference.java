package ricercar.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.experiment.Reproduction.Field;
import ricercar.metric.Outcomes;
import ricercar.track.MetricsLog;
import ricercar.track.Provenance;
import ricercar.track.RunFolder;
import ricercar.track.RunResult;

/** Two finished runs field by field, but for times and machines. Numbers are equal to the bit. */
final class RunDifference {
  private final List<Field> fields = new ArrayList<>();

  private RunDifference() {}

  static List<Field> of(RunFolder kept, RunFolder again) {
    RunDifference all = new RunDifference();
    all.origin(kept.provenance(), again.provenance());
    RunResult one = kept.result();
    RunResult other = again.result();
    all.numbers("", one.metrics(), other.metrics());
    all.numbers("measure: ", one.measures(), other.measures());
    all.history(kept.history(), again.history());
    all.outcomes(one.outcomes(), other.outcomes());
    return all.fields;
  }

  private void origin(Provenance kept, Provenance again) {
    value("identity", short12(kept.run()), short12(again.run()));
    value("seed", kept.seed(), again.seed());
    value("threads", kept.threads(), again.threads());
    value("device", kept.device(), again.device());
    value("corpus", short12(kept.corpus().fingerprint()), short12(again.corpus().fingerprint()));
  }

  private void numbers(String prefix, Map<String, Double> kept, Map<String, Double> again) {
    Set<String> names = new LinkedHashSet<>(kept.keySet());
    names.addAll(new TreeSet<>(again.keySet()));
    for (String name : names) {
      if (kept.containsKey(name)) {
        value(prefix + name, kept.get(name), again.get(name));
      } else {
        added(prefix + name, text(again.get(name)));
      }
    }
  }

  private void history(List<MetricsLog.Entry> kept, List<MetricsLog.Entry> again) {
    Map<String, TreeMap<String, Double>> one = byName(kept);
    Map<String, TreeMap<String, Double>> other = byName(again);
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      TreeMap<String, Double> here = other.getOrDefault(name, new TreeMap<>());
      if (one.containsKey(name)) {
        series("by step: " + name, one.get(name), here);
      } else {
        added("by step: " + name, here.size() + " values");
      }
    }
  }

  /** Of each name, the values in order of their steps; a step may have several. */
  private static Map<String, TreeMap<String, Double>> byName(List<MetricsLog.Entry> history) {
    Map<String, TreeMap<String, Double>> names = new TreeMap<>();
    for (MetricsLog.Entry entry : history) {
      entry
          .values()
          .forEach(
              (name, value) -> {
                TreeMap<String, Double> values = names.computeIfAbsent(name, n -> new TreeMap<>());
                String step = "step %09d".formatted(entry.step());
                while (values.containsKey(step)) {
                  step += ", again";
                }
                values.put(step, value);
              });
    }
    return names;
  }

  private void outcomes(Outcomes kept, Outcomes again) {
    value("task", kept.task().name(), again.task().name());
    value("classes", kept.task().classes(), again.task().classes());
    list("test items", kept.items(), again.items());
    list("groups", kept.groups(), again.groups());
    list("truth", rows(kept.truth()), rows(again.truth()));
    series("scores", cells(kept, kept.scores()), cells(again, again.scores()));
    if (kept.numbers() != null || again.numbers() != null) {
      series("true numbers", cells(kept, kept.numbers()), cells(again, again.numbers()));
    }
  }

  private static List<String> rows(int[][] truth) {
    return Arrays.stream(truth).map(Arrays::toString).toList();
  }

  private static TreeMap<String, Double> cells(Outcomes outcomes, float[][] values) {
    TreeMap<String, Double> cells = new TreeMap<>();
    for (int i = 0; values != null && i < values.length; i++) {
      for (int c = 0; c < values[i].length; c++) {
        cells.put("%s, class %d".formatted(outcomes.items().get(i), c), (double) values[i][c]);
      }
    }
    return cells;
  }

  private void list(String name, List<String> kept, List<String> again) {
    TreeMap<String, String> one = numbered(kept);
    TreeMap<String, String> other = numbered(again);
    compare(name, one, other, "");
  }

  private static TreeMap<String, String> numbered(List<String> texts) {
    TreeMap<String, String> numbered = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      numbered.put("%09d".formatted(i), texts.get(i));
    }
    return numbered;
  }

  private void series(String name, TreeMap<String, Double> kept, TreeMap<String, Double> again) {
    double most =
        kept.keySet().stream()
            .filter(again::containsKey)
            .mapToDouble(key -> Math.abs(kept.get(key) - again.get(key)))
            .filter(difference -> !Double.isNaN(difference))
            .max()
            .orElse(0);
    compare(name, kept, again, String.format(Locale.ROOT, ", most by %.3g", most));
  }

  private <T> void compare(
      String name, TreeMap<String, T> kept, TreeMap<String, T> again, String most) {
    Set<String> keys = new TreeSet<>(kept.keySet());
    keys.addAll(again.keySet());
    List<String> different =
        keys.stream().filter(key -> !Objects.equals(kept.get(key), again.get(key))).toList();
    String told = kept.size() + " values";
    if (different.isEmpty()) {
      fields.add(new Field(name, told, told, true));
      return;
    }
    String first = different.get(0);
    fields.add(
        new Field(
            name,
            told,
            "%d of %d differ, first %s: %s → %s%s"
                .formatted(
                    different.size(),
                    keys.size(),
                    first,
                    text(kept.get(first)),
                    text(again.get(first)),
                    most),
            false));
  }

  /** What the code came to measure since says nothing about the numbers that were kept. */
  private void added(String name, String again) {
    fields.add(new Field(name, null, again, true));
  }

  private void value(String name, Object kept, Object again) {
    fields.add(new Field(name, text(kept), text(again), Objects.equals(kept, again)));
  }

  private static String text(Object value) {
    return value == null ? "–" : value.toString();
  }

  private static String short12(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
