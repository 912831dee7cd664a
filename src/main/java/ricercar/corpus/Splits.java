package ricercar.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ricercar.Problem;
import ricercar.random.Stream;

/** Draws splits by group (artist, album, motif), never by clip. */
public final class Splits {
  private Splits() {}

  /** How much of a corpus goes to each split; sums to 1. */
  public record Shares(double train, double validation, double test) {
    public Shares {
      Problem.unless(
          train >= 0
              && validation >= 0
              && test >= 0
              && Math.abs(train + validation + test - 1) < 1e-9,
          "The splits' shares %s, %s and %s are not parts of 1.",
          train,
          validation,
          test);
    }

    double of(Split split) {
      return switch (split) {
        case TRAIN -> train;
        case VALIDATION -> validation;
        case TEST -> test;
      };
    }
  }

  /**
   * One thing to be split, usually a track.
   *
   * @param strata whatever should be spread evenly, such as its class names; may be empty
   */
  public record Item(String group, List<String> strata) {}

  /**
   * The split of every group, stratified as far as whole groups allow: iterative stratification
   * (Sechidis, Tsoumakas and Vlahavas 2011) of groups instead of single items. From the rarest
   * stratum on, its largest groups first, each goes where most of that stratum is missing.
   */
  public static Map<String, Split> byGroup(List<Item> items, Shares shares, long seed) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Item item : items) {
      groups.computeIfAbsent(item.group(), Group::new).add(item);
    }
    List<Group> drawn = new ArrayList<>(groups.values());
    drawn.sort(Comparator.comparing(group -> group.name));
    List<Group> order = new ArrayList<>();
    for (int i : Stream.of(seed, "splits").permutation(drawn.size())) {
      order.add(drawn.get(i));
    }
    order.sort(Comparator.comparingInt((Group group) -> group.size).reversed());
    return new Assignment(order, shares).run();
  }

  private static final class Group {
    private final String name;
    private final Map<String, Integer> strata = new HashMap<>();
    private int size;

    Group(String name) {
      this.name = name;
    }

    void add(Item item) {
      size++;
      for (String stratum : new LinkedHashSet<>(item.strata())) {
        strata.merge(stratum, 1, Integer::sum);
      }
    }
  }

  private static final class Assignment {
    /** Every item's stratum; no class is called this. */
    private static final String ALL = "\0all";

    private final List<Split> open;
    private final Set<Group> waiting;

    /** What each split still lacks of each stratum, in items. */
    private final Map<Split, Map<String, Double>> missing = new HashMap<>();

    private final Map<String, Split> result = new HashMap<>();

    Assignment(List<Group> order, Shares shares) {
      waiting = new LinkedHashSet<>(order);
      open = Arrays.stream(Split.values()).filter(split -> shares.of(split) > 0).toList();
      for (Split split : open) {
        Map<String, Double> lacks = new HashMap<>();
        for (Group group : order) {
          lacks.merge(ALL, group.size * shares.of(split), Double::sum);
          group.strata.forEach(
              (stratum, count) -> lacks.merge(stratum, count * shares.of(split), Double::sum));
        }
        missing.put(split, lacks);
      }
    }

    Map<String, Split> run() {
      while (!waiting.isEmpty()) {
        String stratum = rarest();
        List<Group> holders =
            waiting.stream()
                .filter(group -> stratum.equals(ALL) || group.strata.containsKey(stratum))
                .toList();
        for (Group group : holders) {
          assign(group, stratum);
        }
      }
      return result;
    }

    private String rarest() {
      Map<String, Integer> left = new HashMap<>();
      for (Group group : waiting) {
        group.strata.forEach((stratum, count) -> left.merge(stratum, count, Integer::sum));
      }
      return left.entrySet().stream()
          .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
          .map(Map.Entry::getKey)
          .orElse(ALL);
    }

    private void assign(Group group, String stratum) {
      Split best = open.get(0);
      for (Split split : open) {
        int byStratum = Double.compare(lacks(split, stratum), lacks(best, stratum));
        int byAll = Double.compare(lacks(split, ALL), lacks(best, ALL));
        if (byStratum > 0 || byStratum == 0 && byAll > 0) {
          best = split;
        }
      }
      Map<String, Double> lacks = missing.get(best);
      lacks.merge(ALL, (double) -group.size, Double::sum);
      group.strata.forEach((name, count) -> lacks.merge(name, (double) -count, Double::sum));
      waiting.remove(group);
      result.put(group.name, best);
    }

    private double lacks(Split split, String stratum) {
      return missing.get(split).get(stratum);
    }
  }
}
