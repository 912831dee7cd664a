package ricercar.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis: steps of 1, 2 or 5 times a power of ten. */
record Ticks(double first, double step, int count) {
  static Ticks between(double low, double high, int wanted) {
    double raw = Math.max(high - low, 1e-12) / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double leading = raw / power;
    double step = power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    double first = Math.ceil(low / step - 1e-9) * step;
    return new Ticks(first, step, (int) Math.floor((high - first) / step + 1e-9) + 1);
  }

  List<Double> values() {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(first + i * step);
    }
    return values;
  }

  String label(double value) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.replaceFirst("^-(0(\\.0*)?)$", "$1").replace('-', '−');
  }
}
