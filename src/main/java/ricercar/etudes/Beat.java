package ricercar.etudes;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What a drummer plays: a pattern for each drum, written {@code "K:x...x... S:....X..."}. */
record Beat(Map<Drum, Pattern> voices) {
  @JsonCreator
  static Beat parse(String text) {
    Map<Drum, Pattern> voices = new EnumMap<>(Drum.class);
    for (String voice : text.trim().split("\\s+")) {
      voices.put(Drum.lettered(voice.charAt(0)), Pattern.parse(voice.substring(2)));
    }
    return new Beat(Collections.unmodifiableMap(voices));
  }
}
