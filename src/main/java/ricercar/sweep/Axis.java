package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import ricercar.Problem;
import ricercar.stats.Kernels;
import ricercar.stats.PedAnova;

/** One setting that a sweep varies. Charts write its symbol, files its key. */
public sealed interface Axis {
  /** The key of an axis whose values are groups of settings that change together. */
  String SEVERAL = "*";

  /** The setting's dotted name in an experiment file, such as {@code contrastive.temperature}. */
  String key();

  /** As in λ; the key where there is none. */
  String symbol();

  /** The value at a place in [0, 1): equal shares for listed values, linear or logarithmic else. */
  JsonNode at(double place);

  /** The middle of the values' share, or the place of a number; what {@link #at} undoes. */
  double place(JsonNode value);

  /** Every value, in order; empty for what has no end of them. */
  List<JsonNode> values();

  /** Whether near values mean near things: all but lists that hold something else than numbers. */
  boolean ordered();

  /** A value as people read it. */
  default String told(JsonNode value) {
    return value.isDouble() ? shortest(value.asDouble()) : value.asText(value.toString());
  }

  /** Up to four digits: enough to tell proposals apart, short enough for the name of a row. */
  private static String shortest(double value) {
    return new BigDecimal(value)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toString()
        .replace("E", "e");
  }

  /**
   * Kernels around places on this axis, the prior's as the last.
   *
   * @param places of earlier trials, in their order
   */
  Kernels kernels(double[] places);

  /**
   * The axis as a factor of {@link PedAnova}: numbers on a grid of up to 50.
   *
   * @param values of all trials
   */
  PedAnova.Factor factor(List<JsonNode> values);

  /**
   * Values written out in the file.
   *
   * @param names for people; null for the values themselves
   */
  record Listed(String key, String symbol, List<JsonNode> values, List<String> names)
      implements Axis {
    public Listed(String key, String symbol, List<JsonNode> values) {
      this(key, symbol, values, null);
    }

    public Listed {
      symbol = symbol == null ? key : symbol;
      values = values.stream().map(Point::plain).toList();
      names = names == null ? null : List.copyOf(names);
      Problem.unless(!values.isEmpty(), "The axis '%s' has no values.", key);
      Problem.unless(
          values.stream().distinct().count() == values.size(),
          "The axis '%s' lists a value twice.",
          key);
    }

    @Override
    public JsonNode at(double place) {
      return values.get((int) Math.min(values.size() - 1.0, place * values.size()));
    }

    @Override
    public String told(JsonNode value) {
      return names == null ? Axis.super.told(value) : names.get(values.indexOf(value));
    }

    @Override
    public double place(JsonNode value) {
      return (values.indexOf(value) + 0.5) / values.size();
    }

    @Override
    public Kernels kernels(double[] places) {
      int[] cells =
          Arrays.stream(places).mapToInt(place -> Kernels.cellOf(place, values.size())).toArray();
      return Kernels.Categories.around(cells, values.size());
    }

    @Override
    public PedAnova.Factor factor(List<JsonNode> values) {
      return new PedAnova.Factor(
          this.values.size(), false, values.stream().mapToInt(this.values::indexOf).toArray());
    }

    @Override
    public boolean ordered() {
      return values.stream().allMatch(JsonNode::isNumber);
    }
  }

  /** Real numbers from low to high. */
  record Real(String key, String symbol, double low, double high, boolean logarithmic)
      implements Axis {
    public Real {
      symbol = symbol == null ? key : symbol;
      Problem.unless(
          low < high && (!logarithmic || low > 0),
          "The axis '%s' needs from < to%s, not %s to %s.",
          key,
          logarithmic ? " above 0" : "",
          low,
          high);
    }

    @Override
    public JsonNode at(double place) {
      double value =
          logarithmic
              ? StrictMath.exp(
                  StrictMath.log(low) + place * (StrictMath.log(high) - StrictMath.log(low)))
              : low + place * (high - low);
      return JsonNodeFactory.instance.numberNode(Math.min(high, Math.max(low, value)));
    }

    @Override
    public double place(JsonNode value) {
      return logarithmic
          ? (StrictMath.log(value.asDouble()) - StrictMath.log(low))
              / (StrictMath.log(high) - StrictMath.log(low))
          : (value.asDouble() - low) / (high - low);
    }

    @Override
    public List<JsonNode> values() {
      return List.of();
    }

    @Override
    public Kernels kernels(double[] places) {
      return new Kernels.Line(NeighbourWidths.normals(places));
    }

    @Override
    public PedAnova.Factor factor(List<JsonNode> values) {
      return FactorGrid.of(FactorGrid.MOST, values.stream().mapToDouble(this::place));
    }

    @Override
    public boolean ordered() {
      return true;
    }
  }

  /** Whole numbers from low to high, both included. */
  record Whole(String key, String symbol, int low, int high) implements Axis {
    public Whole {
      symbol = symbol == null ? key : symbol;
      Problem.unless(low < high, "The axis '%s' needs from < to, not %d to %d.", key, low, high);
    }

    @Override
    public JsonNode at(double place) {
      int count = high - low + 1;
      return JsonNodeFactory.instance.numberNode(
          (long) low + (int) Math.min(count - 1.0, place * count));
    }

    @Override
    public double place(JsonNode value) {
      return (value.asInt() - low + 0.5) / (high - low + 1);
    }

    @Override
    public List<JsonNode> values() {
      return LongStream.rangeClosed(low, high)
          .mapToObj(i -> (JsonNode) JsonNodeFactory.instance.numberNode(i))
          .toList();
    }

    @Override
    public Kernels kernels(double[] places) {
      return new Kernels.Cells(NeighbourWidths.normals(places), high - low + 1);
    }

    @Override
    public PedAnova.Factor factor(List<JsonNode> values) {
      return FactorGrid.of(
          Math.min(FactorGrid.MOST, high - low + 1),
          values.stream().mapToDouble(v -> (v.asInt() - low) / (double) (high - low)));
    }

    @Override
    public boolean ordered() {
      return true;
    }
  }
}
