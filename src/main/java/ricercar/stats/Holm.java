package ricercar.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction (1979) of the p values of one family of tests. */
public final class Holm {
  private Holm() {}

  /** Adjusted p values, in the order given; the family-wise error holds at each of them. */
  public static double[] adjust(double... p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double floor = 0;
    for (int rank = 0; rank < p.length; rank++) {
      floor = Math.max(floor, Math.min(1, (p.length - rank) * p[ascending[rank]]));
      adjusted[ascending[rank]] = floor;
    }
    return adjusted;
  }
}
