package ricercar.metric;

/** The mean of a number per item; NaN of no items. */
final class Mean {
  private Mean() {}

  static Scorer of(double[] values) {
    return counts -> {
      double sum = 0;
      long items = 0;
      for (int i = 0; i < values.length; i++) {
        sum += counts[i] * values[i];
        items += counts[i];
      }
      return items == 0 ? Double.NaN : sum / items;
    };
  }
}
