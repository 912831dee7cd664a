package ricercar.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;

/**
 * What is known of the clips after some verdicts: a pure function of what was known before and the
 * ledger (report, B.2). A confirmed or corrected clip is labelled; a rejected one stays unlabelled
 * and remembers the wrong class; a clip of a new class has its own views as only positives until
 * the iteration ends, and is labelled with a class of its own from then on.
 *
 * @param classes of the task, then new ones in the order in which they came up
 * @param shares labelled clip → class → the share of those with an opinion who gave it that class
 * @param waiting clip → the new class that it has from the next iteration on; still unlabelled
 * @param wrong clip → classes that someone says it has not and no one says it has
 * @param unlabelled all clips that are not labelled, in training by their own views alone
 * @param asked clips with a verdict of any kind that stands, which need not be asked again
 */
public record LabelState(
    List<String> classes,
    SortedMap<String, SortedMap<String, Double>> shares,
    SortedMap<String, String> waiting,
    SortedMap<String, SortedSet<String>> wrong,
    SortedSet<String> unlabelled,
    SortedSet<String> asked) {

  /** The labels known before count as the opinion of one more person. */
  private static final String BEFORE = "";

  /** The state after all entries. */
  public static LabelState replay(LabelBase base, List<Entry> entries) {
    Opinions opinions = Opinions.of(entries);
    for (String clip : opinions.byClip().keySet()) {
      if (!base.holds(clip)) {
        throw new Problem(
            "The ledger judges clip " + clip + ", which is none of this session's.",
            "Open it with the corpus and task that it was begun with.");
      }
    }
    List<String> classes = classes(base, opinions);
    SortedMap<String, SortedMap<String, Double>> shares = new TreeMap<>();
    SortedMap<String, String> waiting = new TreeMap<>();
    SortedMap<String, SortedSet<String>> wrong = new TreeMap<>();
    base.labelled().forEach((clip, label) -> shares.put(clip, new TreeMap<>(Map.of(label, 1.0))));
    opinions
        .byClip()
        .forEach(
            (clip, people) -> {
              Votes votes = Votes.of(base.labelled().get(clip), people);
              SortedMap<String, Double> known = votes.shares(classes);
              if (known.isEmpty()) {
                shares.remove(clip);
                votes.leader().ifPresent(label -> waiting.put(clip, label));
              } else {
                shares.put(clip, known);
              }
              if (!votes.wrong().isEmpty()) {
                wrong.put(clip, votes.wrong());
              }
            });
    SortedSet<String> unlabelled = new TreeSet<>(base.unlabelled());
    unlabelled.addAll(base.labelled().keySet());
    unlabelled.removeAll(shares.keySet());
    return new LabelState(
        classes, shares, waiting, wrong, unlabelled, new TreeSet<>(opinions.byClip().keySet()));
  }

  /** New classes count once an iteration ended after someone had named them. */
  private static List<String> classes(LabelBase base, Opinions opinions) {
    Map<String, Integer> first = new TreeMap<>();
    for (Map<String, Opinions.Opinion> people : opinions.byClip().values()) {
      for (Opinions.Opinion opinion : people.values()) {
        opinion.label().ifPresent(label -> first.merge(label, opinion.place(), Math::min));
      }
    }
    List<String> classes = new ArrayList<>(base.classes());
    first.entrySet().stream()
        .filter(entry -> !base.classes().contains(entry.getKey()))
        .filter(entry -> entry.getValue() < opinions.lastRectified())
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> classes.add(entry.getKey()));
    return List.copyOf(classes);
  }

  /** Of one clip. */
  private record Votes(SortedMap<String, Integer> given, SortedSet<String> wrong, int people) {
    static Votes of(String before, Map<String, Opinions.Opinion> opinions) {
      SortedMap<String, Opinions.Opinion> all = new TreeMap<>(opinions);
      if (before != null) {
        all.put(BEFORE, new Opinions.Opinion(Optional.of(before), -1, new TreeSet<>()));
      }
      SortedMap<String, Integer> given = new TreeMap<>();
      SortedSet<String> wrong = new TreeSet<>();
      int people = 0;
      for (Opinions.Opinion opinion : all.values()) {
        people += opinion.says() ? 1 : 0;
        opinion.label().ifPresent(label -> given.merge(label, 1, Integer::sum));
        wrong.addAll(opinion.wrong());
      }
      wrong.removeAll(given.keySet());
      return new Votes(given, wrong, people);
    }

    SortedMap<String, Double> shares(List<String> classes) {
      SortedMap<String, Double> shares = new TreeMap<>();
      given.forEach(
          (label, votes) -> {
            if (classes.contains(label)) {
              shares.put(label, (double) votes / people);
            }
          });
      return shares;
    }

    Optional<String> leader() {
      return given.entrySet().stream()
          .max(
              Map.Entry.<String, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
          .map(Map.Entry::getKey);
    }
  }

  /** The class that most gave the clip, the earlier of equals; empty if it is not labelled. */
  public Optional<String> label(String clip) {
    Map<String, Double> known = shares.getOrDefault(clip, new TreeMap<>());
    return classes.stream()
        .filter(known::containsKey)
        .max(
            Comparator.comparingDouble((String label) -> known.get(label))
                .thenComparing(label -> -classes.indexOf(label)));
  }

  /**
   * Refuses a correction to a class that is neither known nor meant to be new: a misspelt name
   * would become a class.
   */
  public void check(Verdict verdict) {
    if (verdict instanceof Verdict.Correct correct
        && !correct.isNew()
        && !classes.contains(correct.label())
        && !waiting.containsValue(correct.label())) {
      throw new Problem(
          "'%s' is none of the classes %s.".formatted(correct.label(), classes),
          "Choose one of them, or say that it is new.");
    }
  }
}
