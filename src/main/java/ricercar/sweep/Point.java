package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;

/** A value for each axis of a space, in the axes' order. */
public record Point(List<JsonNode> values) {
  public Point {
    values = List.copyOf(values);
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
