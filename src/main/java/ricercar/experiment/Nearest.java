package ricercar.experiment;

import java.util.Collection;
import java.util.Comparator;

/** The word a person probably meant. */
final class Nearest {
  private Nearest() {}

  /** A sentence that names the nearest of the allowed words, and all of them if they are few. */
  static String remedy(String written, Collection<String> allowed) {
    String all = "Valid here: " + String.join(", ", allowed.stream().sorted().toList()) + ".";
    return allowed.stream()
        .min(Comparator.comparingInt((String word) -> distance(written, word)))
        .filter(word -> distance(written, word) <= Math.max(2, word.length() / 2))
        .map(word -> "Did you mean '" + word + "'? " + (allowed.size() <= 12 ? all : ""))
        .orElse(all)
        .strip();
  }

  /** Edits between two words: insert, delete, replace, swap neighbours; case is free. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(java.util.Locale.ROOT);
    String b = other.toLowerCase(java.util.Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        d[i][j] = swapped ? Math.min(d[i][j], d[i - 2][j - 2] + 1) : d[i][j];
      }
    }
    return d[a.length()][b.length()];
  }
}
