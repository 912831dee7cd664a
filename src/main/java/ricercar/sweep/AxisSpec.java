package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import ricercar.Problem;

/**
 * An axis as a file writes it: listed values, or numbers from one to another.
 *
 * @param key of a setting; {@code "*"} if each value is a group of settings that change together
 * @param symbol for charts and names of rows; the key if null
 * @param names of listed values that are too long for a name of a row; null for the values
 *     themselves
 * @param scale {@code linear} (the default) or {@code logarithmic}
 * @param whole whether only whole numbers are meant; false if null
 */
record AxisSpec(
    String key,
    String symbol,
    List<JsonNode> values,
    List<String> names,
    Double from,
    Double to,
    String scale,
    Boolean whole) {
  AxisSpec {
    Problem.unless(key != null && !key.isBlank(), "Each of 'sweep.axes' needs a 'key'.");
    Problem.unless(
        (values != null) != (from != null && to != null),
        "The axis '%s' needs either 'values' or both 'from' and 'to'.",
        key);
    Problem.unless(
        scale == null || scale.equals("linear") || scale.equals("logarithmic"),
        "The axis '%s' has scale '%s', which can be linear or logarithmic.",
        key,
        scale);
    Problem.unless(
        names == null || values != null && names.size() == values.size(),
        "The axis '%s' needs as many 'names' as 'values'.",
        key);
    Problem.unless(
        !key.equals(Axis.SEVERAL)
            || symbol != null
                && names != null
                && values.stream().allMatch(value -> value.isObject() && !value.isEmpty()),
        "The axis '%s' sets several things at once, which takes a 'symbol', 'values' that are"
            + " groups of settings, and 'names' for them.",
        key);
    boolean ofWhole = Boolean.TRUE.equals(whole);
    Problem.unless(
        !ofWhole || values == null && scale == null,
        "The axis '%s' is 'whole', which goes with 'from' and 'to' alone.",
        key);
    Problem.unless(
        !ofWhole || from == Math.rint(from) && to == Math.rint(to),
        "The axis '%s' is 'whole', but does not go from one whole number to another.",
        key);
    // Here, so that what an axis refuses is told with its line.
    made(key, symbol, values, names, from, to, scale, whole);
  }

  Axis axis() {
    return made(key, symbol, values, names, from, to, scale, whole);
  }

  private static Axis made(
      String key,
      String symbol,
      List<JsonNode> values,
      List<String> names,
      Double from,
      Double to,
      String scale,
      Boolean whole) {
    if (values != null) {
      return new Axis.Listed(key, symbol, values, names);
    }
    return Boolean.TRUE.equals(whole)
        ? new Axis.Whole(key, symbol, from.intValue(), to.intValue())
        : new Axis.Real(key, symbol, from, to, "logarithmic".equals(scale));
  }
}
