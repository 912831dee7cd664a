package ricercar.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The words of a map's points, shown as text whatever they hold.
 *
 * @param names one per point, or empty; what a selection is exported as
 * @param tags any number per point, or empty
 */
public record Captions(List<String> names, List<List<String>> tags) {
  static final Captions NONE = new Captions(List.of(), List.of());

  public Captions {
    names = List.copyOf(names);
    tags = tags.stream().map(List::copyOf).toList();
  }

  boolean fit(int points) {
    return (names.isEmpty() || names.size() == points) && (tags.isEmpty() || tags.size() == points);
  }

  void into(ObjectNode json) {
    names.forEach(json.putArray("names")::add);
    var all = json.putArray("tags");
    tags.forEach(some -> some.forEach(all.addArray()::add));
  }
}
