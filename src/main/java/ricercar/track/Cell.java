package ricercar.track;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ricercar.stats.Interval;

/**
 * One number of a table with what is needed to judge it.
 *
 * @param n how many independent test units it rests on, such as tracks; 0 if it was not measured on
 *     any, such as a cost
 * @param seeds of the training runs it averages
 * @param seedSpread standard deviation over the seeds; NaN for a single seed
 * @param notes indices into the table's footnotes
 */
public record Cell(
    Interval interval, Unit unit, int n, List<Long> seeds, double seedSpread, List<Integer> notes) {
  public static final Cell EMPTY =
      new Cell(
          new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
          Unit.NUMBER,
          0,
          List.of(),
          Double.NaN,
          List.of());

  /** How a number is printed. */
  public enum Unit {
    /** A share, printed in percent. */
    PERCENT("%.1f", 100),
    /** A difference of shares, in percent points with its sign. */
    POINTS("%+.1f", 100),
    NUMBER("%.3f", 1),
    /** A difference of numbers, with its sign. */
    DIFFERENCE("%+.3f", 1),
    P_VALUE("%.3f", 1),
    /** A number of things. */
    COUNT("%,.0f", 1);

    private final String format;
    private final double scale;

    Unit(String format, double scale) {
      this.format = format;
      this.scale = scale;
    }

    String text(double value) {
      return this == P_VALUE && value < 0.001
          ? "< 0.001"
          : String.format(Locale.ROOT, format, value * scale).replace('-', '−');
    }
  }

  /** A number without an interval that rests on no test units. */
  public static Cell plain(double value, Unit unit, List<Long> seeds) {
    return new Cell(
        new Interval(value, Double.NaN, Double.NaN, Double.NaN),
        unit,
        0,
        seeds,
        Double.NaN,
        List.of());
  }

  public double value() {
    return interval.estimate();
  }

  public boolean isEmpty() {
    return Double.isNaN(value());
  }

  /** The value and, where there is one, its interval: {@code 61.2 [57.0, 65.1]}. */
  public String text() {
    if (isEmpty()) {
      return "–";
    }
    String value = unit.text(value());
    return Double.isNaN(interval.low())
        ? value
        : "%s [%s, %s]".formatted(value, unit.text(interval.low()), unit.text(interval.high()));
  }

  String seedText(String separator) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }
}
