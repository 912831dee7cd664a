package ricercar.etudes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** When a part is heard: its notes joined where the gap between them is short. */
final class Activity {
  private static final double GAP = 1.0;

  private Activity() {}

  /** Pairs of seconds. */
  static ArrayNode of(List<Performance.Sound> sounds, double seconds) {
    ArrayNode intervals = JsonNodeFactory.instance.arrayNode();
    double start = -1;
    double end = -1;
    for (Performance.Sound sound : sounds) {
      if (start >= 0 && sound.on() > end + GAP) {
        add(intervals, start, end, seconds);
        start = -1;
      }
      if (start < 0) {
        start = sound.on();
        end = sound.off();
      }
      end = Math.max(end, sound.off());
    }
    if (start >= 0) {
      add(intervals, start, end, seconds);
    }
    return intervals;
  }

  private static void add(ArrayNode intervals, double start, double end, double seconds) {
    intervals
        .addArray()
        .add(Annotations.rounded(start))
        .add(Annotations.rounded(Math.min(end, seconds)));
  }
}
