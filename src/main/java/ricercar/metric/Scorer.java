package ricercar.metric;

import java.util.Arrays;

/** A metric made ready for one set of test items; cheap to ask again under other weights. */
@FunctionalInterface
public interface Scorer {
  /**
   * @param counts how often each item stands in the resample
   * @return NaN where the metric is not defined on these items
   */
  double of(int[] counts);

  default double ofAll(int items) {
    int[] once = new int[items];
    Arrays.fill(once, 1);
    return of(once);
  }
}
