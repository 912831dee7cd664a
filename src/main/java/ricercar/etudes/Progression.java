package ricercar.etudes;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chords by bar, written {@code "minor: i7 | iv7 V7 | i7"}; chords of one bar share it equally. */
record Progression(Mode mode, List<List<Numeral>> bars) {
  @JsonCreator
  static Progression parse(String text) {
    int colon = text.indexOf(':');
    List<List<Numeral>> bars = new ArrayList<>();
    for (String bar : text.substring(colon + 1).split("\\|")) {
      List<Numeral> numerals = new ArrayList<>();
      for (String numeral : bar.trim().split("\\s+")) {
        numerals.add(Numeral.parse(numeral));
      }
      bars.add(List.copyOf(numerals));
    }
    return new Progression(
        Mode.valueOf(text.substring(0, colon).trim().toUpperCase(Locale.ROOT)), List.copyOf(bars));
  }
}
