package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A box of numbers of any rank, flattened row by row. */
record Nested(double[] values, long[] shape) {
  static Nested of(JsonNode node, String name) {
    List<Long> shape = new ArrayList<>();
    for (JsonNode inner = node; inner.isArray(); inner = inner.path(0)) {
      shape.add((long) inner.size());
    }
    long[] axes = shape.stream().mapToLong(axis -> axis).toArray();
    List<Double> values = new ArrayList<>();
    collect(node, name, axes, 0, values);
    return new Nested(values.stream().mapToDouble(v -> v).toArray(), axes);
  }

  private static void collect(
      JsonNode node, String name, long[] shape, int depth, List<Double> into) {
    if (depth == shape.length) {
      into.add(Fields.finite(node, name));
      return;
    }
    if (node.size() != shape[depth]) {
      throw new Unreadable("'%s' is ragged: %d and %d", name, shape[depth], node.size());
    }
    node.forEach(child -> collect(child, name, shape, depth + 1, into));
  }
}
