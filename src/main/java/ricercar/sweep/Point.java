package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;

/** A value for each axis of a space, in the axes' order. */
public record Point(List<JsonNode> values) {
  public Point {
    values = values.stream().map(Point::plain).toList();
  }

  /** One class for each kind of number, so that what comes back from a file is equal. */
  static JsonNode plain(JsonNode value) {
    if (value instanceof ObjectNode group) {
      ObjectNode all = group.objectNode();
      group.properties().forEach(each -> all.set(each.getKey(), plain(each.getValue())));
      return all;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode all = list.arrayNode();
      list.forEach(each -> all.add(plain(each)));
      return all;
    }
    return value.isIntegralNumber()
        ? LongNode.valueOf(value.longValue())
        : value.isNumber() ? DoubleNode.valueOf(value.doubleValue()) : value;
  }

  /** As the name of a row: {@code λ = 0.5, δ = 1}. */
  public String told(List<Axis> space) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      parts.add(space.get(i).symbol() + " = " + space.get(i).told(values.get(i)));
    }
    return String.join(", ", parts);
  }

  /**
   * @param place in the unit cube, one number in [0, 1) for each axis
   */
  public static Point at(List<Axis> space, double... place) {
    List<JsonNode> values = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      values.add(space.get(i).at(place[i]));
    }
    return new Point(values);
  }

  /** Uniform in the unit cube. */
  static Point drawn(List<Axis> space, Stream random) {
    return at(space, space.stream().mapToDouble(axis -> random.nextDouble()).toArray());
  }

  /** In the unit cube. */
  public double[] place(List<Axis> space) {
    double[] place = new double[values.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = space.get(i).place(values.get(i));
    }
    return place;
  }
}
