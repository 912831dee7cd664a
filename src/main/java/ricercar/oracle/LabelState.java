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
    List<String> classes = classes(base, opinions);
    Growing growing = new Growing(base);
    opinions.byClip().forEach((clip, people) -> growing.judged(clip, people, classes));
    return growing.done(classes);
  }

  /**
   * The state after all entries, where this is the one before the last of them: equal to a replay,
   * but only the clip that was judged is looked at.
   */
  LabelState after(LabelBase base, List<Entry> entries) {
    Optional<String> about = clip(entries);
    if (about.isEmpty()) {
      return replay(base, entries);
    }
    String clip = about.get();
    Opinions before = Opinions.of(entries.subList(0, entries.size() - 1), clip::equals);
    Opinions now = Opinions.of(entries, clip::equals);
    if (!before.learnt().equals(now.learnt())) {
      // A class that was named here first may have come, gone, or changed its place.
      return replay(base, entries);
    }
    Growing growing = new Growing(base, this);
    growing.forget(clip);
    if (now.byClip().containsKey(clip)) {
      growing.judged(clip, now.byClip().get(clip), classes);
    }
    return growing.done(classes);
  }

  /** The clip that the last entry is about; empty if it is about all. */
  private static Optional<String> clip(List<Entry> entries) {
    Entry last = entries.get(entries.size() - 1);
    String id =
        last instanceof Entry.Judged judged
            ? judged.id()
            : last instanceof Entry.Undone undone ? undone.id() : null;
    return entries.stream()
        .filter(entry -> entry instanceof Entry.Judged judged && judged.id().equals(id))
        .map(entry -> ((Entry.Judged) entry).clip())
        .findFirst();
  }

  /** New classes count once an iteration ended after someone had named them. */
  private static List<String> classes(LabelBase base, Opinions opinions) {
    List<String> classes = new ArrayList<>(base.classes());
    opinions.learnt().entrySet().stream()
        .filter(entry -> !base.classes().contains(entry.getKey()))
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> classes.add(entry.getKey()));
    return List.copyOf(classes);
  }

  /** A state in the making. */
  private static final class Growing {
    private final LabelBase base;
    private final SortedMap<String, SortedMap<String, Double>> shares;
    private final SortedMap<String, String> waiting;
    private final SortedMap<String, SortedSet<String>> wrong;
    private final SortedSet<String> unlabelled;
    private final SortedSet<String> asked;

    /** Before the first verdict. */
    Growing(LabelBase base) {
      this.base = base;
      shares = new TreeMap<>();
      waiting = new TreeMap<>();
      wrong = new TreeMap<>();
      unlabelled = new TreeSet<>(base.unlabelled());
      asked = new TreeSet<>();
      base.labelled().keySet().forEach(this::forget);
    }

    Growing(LabelBase base, LabelState from) {
      this.base = base;
      shares = new TreeMap<>(from.shares());
      waiting = new TreeMap<>(from.waiting());
      wrong = new TreeMap<>(from.wrong());
      unlabelled = new TreeSet<>(from.unlabelled());
      asked = new TreeSet<>(from.asked());
    }

    /** Leaves of a clip what was known before. */
    void forget(String clip) {
      waiting.remove(clip);
      wrong.remove(clip);
      asked.remove(clip);
      String label = base.labelled().get(clip);
      keep(clip, label == null ? new TreeMap<>() : new TreeMap<>(Map.of(label, 1.0)));
    }

    void judged(String clip, Map<String, Opinions.Opinion> people, List<String> classes) {
      if (!base.holds(clip)) {
        throw new Problem(
            "The ledger judges clip " + clip + ", which is none of this session's.",
            "Open it with the corpus and task that it was begun with.");
      }
      Votes votes = Votes.of(base.labelled().get(clip), people);
      SortedMap<String, Double> known = votes.shares(classes);
      keep(clip, known);
      if (known.isEmpty()) {
        votes.leader().ifPresent(label -> waiting.put(clip, label));
      }
      if (!votes.wrong().isEmpty()) {
        wrong.put(clip, votes.wrong());
      }
      asked.add(clip);
    }

    private void keep(String clip, SortedMap<String, Double> known) {
      if (known.isEmpty()) {
        shares.remove(clip);
        unlabelled.add(clip);
      } else {
        shares.put(clip, known);
        unlabelled.remove(clip);
      }
    }

    LabelState done(List<String> classes) {
      return new LabelState(classes, shares, waiting, wrong, unlabelled, asked);
    }
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
    SortedMap<String, Double> known = shares.get(clip);
    if (known == null || known.size() == 1) {
      return Optional.ofNullable(known).map(SortedMap::firstKey);
    }
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
