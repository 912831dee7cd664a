package ricercar.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far several people agree beyond chance, over classes without an order.
 *
 * @param people in their order
 * @param labels {@code [item][person]} class numbers; −1 where someone gave none
 */
public record Agreement(List<String> people, int[][] labels) {
  public Agreement {
    people = List.copyOf(people);
    for (int[] item : labels) {
      if (item.length != people.size()) {
        throw new IllegalArgumentException(item.length + " labels of " + people.size());
      }
    }
  }

  /** Over the classes that people gave clips; a rejection without a class gives none. */
  public static Agreement of(List<Entry> entries) {
    Opinions opinions = Opinions.of(entries);
    SortedSet<String> people = new TreeSet<>();
    Map<String, Integer> numbers = new TreeMap<>();
    opinions
        .byClip()
        .values()
        .forEach(
            byPerson -> {
              people.addAll(byPerson.keySet());
              byPerson
                  .values()
                  .forEach(
                      opinion ->
                          opinion
                              .label()
                              .ifPresent(label -> numbers.putIfAbsent(label, numbers.size())));
            });
    List<String> names = List.copyOf(people);
    List<int[]> labels = new ArrayList<>();
    for (Map<String, Opinions.Opinion> byPerson : opinions.byClip().values()) {
      labels.add(
          names.stream()
              .mapToInt(
                  name ->
                      byPerson
                          .getOrDefault(name, Opinions.Opinion.NONE)
                          .label()
                          .map(numbers::get)
                          .orElse(-1))
              .toArray());
    }
    return new Agreement(names, labels.toArray(int[][]::new));
  }

  /**
   * Of two people over the items that both gave a class (Cohen 1960); NaN without any, or where
   * both always give the same one.
   */
  public double cohen(int one, int other) {
    int[][] both =
        Arrays.stream(labels).filter(l -> l[one] >= 0 && l[other] >= 0).toArray(int[][]::new);
    int classes = classes();
    double[] ofOne = new double[classes];
    double[] ofOther = new double[classes];
    double same = 0;
    for (int[] item : both) {
      ofOne[item[one]]++;
      ofOther[item[other]]++;
      same += item[one] == item[other] ? 1 : 0;
    }
    double n = both.length;
    double chance = 0;
    for (int c = 0; c < classes; c++) {
      chance += ofOne[c] / n * (ofOther[c] / n);
    }
    return beyond(same / n, chance);
  }

  /** Of all people over the items that every one gave a class (Fleiss 1971); NaN without any. */
  public double fleiss() {
    int[][] full =
        Arrays.stream(labels)
            .filter(item -> Arrays.stream(item).allMatch(label -> label >= 0))
            .toArray(int[][]::new);
    double raters = people.size();
    double[] shares = new double[classes()];
    double seen = 0;
    for (int[] item : full) {
      double[] counts = counts(item);
      for (int c = 0; c < counts.length; c++) {
        shares[c] += counts[c] / (full.length * raters);
        seen += counts[c] * (counts[c] - 1) / (raters * (raters - 1) * full.length);
      }
    }
    double chance = Arrays.stream(shares).map(share -> share * share).sum();
    return full.length == 0 ? Double.NaN : beyond(seen, chance);
  }

  /**
   * Krippendorff's alpha for nominal data (2011, "Computing Krippendorff's alpha-reliability"),
   * over all items with two classes or more, whoever gave them; NaN without any, or with one class
   * alone.
   */
  public double alpha() {
    double[] marginals = new double[classes()];
    double apart = 0;
    for (int[] item : labels) {
      double[] counts = counts(item);
      double n = Arrays.stream(counts).sum();
      if (n < 2) {
        continue;
      }
      for (int c = 0; c < counts.length; c++) {
        marginals[c] += counts[c];
        apart += counts[c] * (n - counts[c]) / (n - 1);
      }
    }
    double n = Arrays.stream(marginals).sum();
    double expected = Arrays.stream(marginals).map(count -> count * (n - count)).sum() / (n - 1);
    return expected == 0 ? Double.NaN : 1 - apart / expected;
  }

  private double[] counts(int[] item) {
    double[] counts = new double[classes()];
    for (int label : item) {
      if (label >= 0) {
        counts[label]++;
      }
    }
    return counts;
  }

  private int classes() {
    return Arrays.stream(labels).flatMapToInt(Arrays::stream).max().orElse(-1) + 1;
  }

  private static double beyond(double seen, double chance) {
    return chance == 1 ? Double.NaN : (seen - chance) / (1 - chance);
  }
}
