package ricercar.etudes;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.List;

/**
 * A rhythm on a grid: one character a step, bars of equal length parted by {@code |}. A dot rests,
 * a dash holds the sound before it, anything else begins a sound whose meaning the part knows.
 */
record Pattern(List<String> bars) {
  /** A sound of the pattern; place and length in bars, {@code sign} the character written. */
  record Step(double at, double length, char sign) {}

  @JsonCreator
  static Pattern parse(String text) {
    return new Pattern(List.of(text.replace(" ", "").split("\\|")));
  }

  /** The sounds of a bar; the pattern repeats for ever. */
  List<Step> bar(int number) {
    String bar = bars.get(Math.floorMod(number, bars.size()));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < bar.length(); i++) {
      char sign = bar.charAt(i);
      if (sign != '.' && sign != '-') {
        int end = i + 1;
        while (end < bar.length() && bar.charAt(end) == '-') {
          end++;
        }
        steps.add(new Step(i / (double) bar.length(), (end - i) / (double) bar.length(), sign));
      }
    }
    return steps;
  }
}
