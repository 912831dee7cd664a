package ricercar.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Short ledgers for tests: {@code new Sessions().says("ann", "c1", "piano", verdict)}. */
final class Sessions {
  static final LabelBase BASE =
      new LabelBase(
          List.of("piano", "organ"),
          new TreeMap<>(Map.of("p0", "piano", "o0", "organ")),
          new TreeSet<>(Set.of("c1", "c2", "c3")));

  private final List<Entry> entries = new ArrayList<>();

  Sessions says(String who, String clip, String shown, Verdict verdict) {
    entries.add(
        new Entry.Judged(
            "v" + entries.size(),
            who,
            Instant.EPOCH.plusSeconds(entries.size()),
            clip,
            new Prediction(shown, 0.5, 0.1),
            verdict,
            1500,
            "m0"));
    return this;
  }

  Sessions undo(String id) {
    entries.add(new Entry.Undone(id, "ann", Instant.EPOCH));
    return this;
  }

  Sessions rectified() {
    entries.add(new Entry.Rectified(Instant.EPOCH, "m1"));
    return this;
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  LabelState state() {
    return LabelState.replay(BASE, entries);
  }
}
