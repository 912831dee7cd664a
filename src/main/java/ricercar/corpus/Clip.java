package ricercar.corpus;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stretch of sound in the clip store. A track may give several clips; a group holds the tracks
 * that must share a split (artist, album, motif).
 *
 * @param samples length at the corpus's sample rate
 * @param labels class names by task; a missing task means "not labelled", an empty list in a
 *     multi-label task "labelled, none applies"
 */
public record Clip(
    String id,
    String track,
    String group,
    Split split,
    long samples,
    Map<String, List<String>> labels) {
  public Clip {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
