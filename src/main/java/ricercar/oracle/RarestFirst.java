package ricercar.oracle;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Clips for the classes that have fewest. */
final class RarestFirst {
  private RarestFirst() {}

  /** Each time the open row most similar to the class with fewest rows, the earlier of equals. */
  static int[] next(Pool pool, int count) {
    int[] counts = new int[pool.classes()];
    for (int row : pool.labelledRows()) {
      counts[pool.label()[row]]++;
    }
    int[] sought = IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
    int[] open = pool.openRows();
    if (sought.length == 0) {
      return Arrays.stream(open).limit(count).toArray();
    }
    boolean[] taken = new boolean[pool.open().length];
    int[] chosen = new int[Math.min(count, open.length)];
    for (int i = 0; i < chosen.length; i++) {
      int rarest = sought[0];
      for (int c : sought) {
        rarest = counts[c] < counts[rarest] ? c : rarest;
      }
      chosen[i] = mostSimilar(pool, open, taken, rarest);
      taken[chosen[i]] = true;
      counts[rarest]++;
    }
    return chosen;
  }

  private static int mostSimilar(Pool pool, int[] open, boolean[] taken, int c) {
    int best = -1;
    for (int row : open) {
      if (!taken[row] && (best < 0 || pool.similarities()[row][c] > pool.similarities()[best][c])) {
        best = row;
      }
    }
    return best;
  }
}
