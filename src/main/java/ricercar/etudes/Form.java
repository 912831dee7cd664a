package ricercar.etudes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ricercar.random.Stream;

/** Lays sections over the bars of a piece. */
final class Form {
  private static final List<List<String>> EXCERPTS =
      List.of(List.of("A", "B"), List.of("A", "A"), List.of("B", "A"), List.of("intro", "A"));
  private static final List<String> WHOLE =
      List.of("intro", "A", "A", "B", "A", "bridge", "B", "A", "B", "A");

  private Form() {}

  /** Sections that fill {@code bars} exactly; more than forty bars make a whole piece. */
  static List<Section> lay(int bars, Stream random) {
    boolean whole = bars > 40;
    int length = whole ? 8 : bars > 12 ? 8 : Math.max(2, Math.min(4, bars / 2));
    List<String> names = whole ? WHOLE : EXCERPTS.get(random.chance(0.1) ? 3 : random.nextInt(3));
    List<Section> sections = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    int bar = 0;
    for (int i = 0; bar < bars; i++) {
      int left = bars - bar;
      String name = whole && left <= length ? "outro" : names.get(i % names.size());
      int next = name.equals("intro") ? Math.max(2, length / 2) : length;
      int taken = left - next < 2 ? left : next;
      double energy = random.uniform(0.88, 1.0) - (name.length() > 1 ? 0.12 : 0);
      sections.add(new Section(name, bar, taken, seen.merge(name, 1, Integer::sum) - 1, energy));
      bar += taken;
    }
    return sections;
  }
}
