package ricercar.metric;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ricercar.corpus.Task;

/**
 * MIREX's score of a key, as mir_eval's: 1 for the same key, 0.5 for the fifth above in the same
 * mode, 0.3 for the relative, 0.2 for the parallel key, else 0.
 */
public final class WeightedKeyScore {
  private static final Pattern KEY =
      Pattern.compile("([A-G])([#b]?) (major|minor)", Pattern.CASE_INSENSITIVE);
  private static final String NATURALS = "c d ef g a b";

  private WeightedKeyScore() {}

  /**
   * @param tonic pitch class, 0 = C
   */
  private record Key(int tonic, boolean minor) {
    /** "Db major", "F# minor"; null if it is no key. */
    static Key named(String name) {
      Matcher parts = KEY.matcher(name);
      if (!parts.matches()) {
        return null;
      }
      int natural = NATURALS.indexOf(parts.group(1).toLowerCase(Locale.ROOT));
      int accidental = parts.group(2).isEmpty() ? 0 : parts.group(2).equals("#") ? 1 : -1;
      return new Key(
          Math.floorMod(natural + accidental, 12), parts.group(3).equalsIgnoreCase("minor"));
    }

    double of(Key estimated) {
      int interval = Math.floorMod(estimated.tonic - tonic, 12);
      if (minor == estimated.minor) {
        return interval == 0 ? 1 : interval == 7 ? 0.5 : 0;
      }
      return interval == (minor ? 3 : 9) ? 0.3 : interval == 0 ? 0.2 : 0;
    }
  }

  /** Whether a task asks for keys: its name begins with "key", and its classes are keys. */
  static boolean asks(Task task) {
    return task.kind() == Task.Kind.SINGLE_LABEL
        && task.name().startsWith("key")
        && task.classes().stream().allMatch(name -> Key.named(name) != null);
  }

  /** Of an estimated key, such as "C# minor", against the true one. */
  public static double of(String reference, String estimated) {
    return Key.named(reference).of(Key.named(estimated));
  }

  static double[] perItem(Outcomes outcomes) {
    List<Key> keys = outcomes.task().classes().stream().map(Key::named).toList();
    return IntStream.range(0, outcomes.size())
        .mapToDouble(
            i ->
                keys.get(outcomes.truth()[i][0])
                    .of(keys.get(Accuracy.highest(outcomes.scores()[i]))))
        .toArray();
  }
}
