package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import ricercar.Problem;

/**
 * What a set on disk is measured by: the published totals, or those of a file in its folder, which
 * makes a part of a set (or a miniature) complete in its own right and no longer the published set.
 */
final class ExpectedCounts {
  static final String FILE = "expected-counts.json";

  private ExpectedCounts() {}

  static Map<String, Long> of(PublicSet set, Path root) {
    Path file = root.resolve(FILE);
    if (Files.exists(file)) {
      return own(set, file);
    }
    return set.published();
  }

  private static Map<String, Long> own(PublicSet set, Path file) {
    JsonNode tree;
    try {
      tree = Json.tree(Files.readString(file), file, "the file");
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "It must be a UTF-8 text.", e);
    }
    Set<String> given = new LinkedHashSet<>();
    tree.fieldNames().forEachRemaining(given::add);
    if (!given.equals(set.published().keySet())) {
      throw new Problem(
          file + " counts " + given + ".",
          "For " + set.name() + " it must count " + set.published().keySet() + ".");
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String part : set.published().keySet()) {
      JsonNode count = tree.get(part);
      Problem.unless(
          count.isIntegralNumber() && count.longValue() >= 0,
          "%s: '%s' must be a whole number, but is %s.",
          file,
          part,
          count);
      counts.put(part, count.longValue());
    }
    return counts;
  }
}
