package ricercar.track;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names for the columns of one table. SQL does not tell upper from lower case, and wants quotes
 * around all but letters, digits and underscores.
 */
final class ColumnNames {
  private final Set<String> taken = new HashSet<>();

  /** As it stands, or with the first free number behind it. */
  String unique(String name) {
    String free = name;
    for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
      free = name + "_" + number;
    }
    return free;
  }

  /** Its words joined by underscores: {@code training.steps} is {@code training_steps}. */
  String plain(String words) {
    String joined = words.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
    return unique(joined.isEmpty() ? "unnamed" : joined);
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String quotedIfOdd(String name) {
    return name.matches("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*") ? name : quoted(name);
  }
}
