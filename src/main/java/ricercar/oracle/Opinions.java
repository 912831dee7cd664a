package ricercar.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What everyone holds of every clip after the last entry: verdicts taken back are left out, and a
 * later verdict of the same person on the same clip goes before an earlier one.
 *
 * @param byClip clip → who → opinion
 * @param lastRectified place of the last iteration's end among the entries; −1 if there was none
 */
record Opinions(SortedMap<String, SortedMap<String, Opinion>> byClip, int lastRectified) {
  /**
   * @param label the class that the clip is given; empty if none is
   * @param place among the entries of the verdict that gave it
   * @param wrong classes that it is said not to have
   */
  record Opinion(Optional<String> label, int place, SortedSet<String> wrong) {
    static final Opinion NONE = new Opinion(Optional.empty(), -1, new TreeSet<>());

    /** Whether anything is said at all; who only skipped has no opinion. */
    boolean says() {
      return label.isPresent() || !wrong.isEmpty();
    }

    private Opinion after(Verdict verdict, Prediction shown, int now) {
      SortedSet<String> not = new TreeSet<>(wrong);
      verdict.wrong(shown).ifPresent(not::add);
      Optional<String> given = verdict.label(shown);
      given.ifPresent(not::remove);
      if (given.isPresent()) {
        return new Opinion(given, now, not);
      }
      return label.filter(not::contains).isPresent()
          ? new Opinion(Optional.empty(), -1, not)
          : new Opinion(label, place, not);
    }
  }

  static Opinions of(List<Entry> entries) {
    return of(entries, clip -> true);
  }

  /** Of some clips alone. */
  static Opinions of(List<Entry> entries, Predicate<String> clips) {
    Set<String> undone = new HashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Undone taken) {
        undone.add(taken.id());
      }
    }
    SortedMap<String, SortedMap<String, Opinion>> byClip = new TreeMap<>();
    int lastRectified = -1;
    for (int place = 0; place < entries.size(); place++) {
      Entry entry = entries.get(place);
      if (entry instanceof Entry.Rectified) {
        lastRectified = place;
      } else if (entry instanceof Entry.Judged judged
          && clips.test(judged.clip())
          && !undone.contains(judged.id())) {
        Map<String, Opinion> ofClip =
            byClip.computeIfAbsent(judged.clip(), clip -> new TreeMap<>());
        ofClip.put(
            judged.who(),
            ofClip
                .getOrDefault(judged.who(), Opinion.NONE)
                .after(judged.verdict(), judged.prediction(), place));
      }
    }
    return new Opinions(byClip, lastRectified);
  }

  /**
   * Class → place at which it was first named, of classes named before the last iteration ended.
   */
  Map<String, Integer> learnt() {
    Map<String, Integer> first = new TreeMap<>();
    for (Map<String, Opinion> people : byClip.values()) {
      for (Opinion opinion : people.values()) {
        opinion
            .label()
            .filter(label -> opinion.place() < lastRectified)
            .ifPresent(label -> first.merge(label, opinion.place(), Math::min));
      }
    }
    return first;
  }
}
