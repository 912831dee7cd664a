package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntFunction;

/** The fields of a case, with their shapes checked. */
record Fields(JsonNode node) {
  boolean has(String name) {
    return !node.path(name).isMissingNode();
  }

  JsonNode get(String name) {
    if (!node.isObject() || !has(name)) {
      throw new Unreadable("'%s' is missing", name);
    }
    return node.get(name);
  }

  String text(String name) {
    return get(name).asText();
  }

  double number(String name) {
    return finite(get(name), name);
  }

  double[] numbers(String name) {
    return array(get(name), name, double[]::new, (x, i, child) -> x[i] = finite(child, name));
  }

  /** A rectangle with at least one row and one column. */
  double[][] matrix(String name) {
    JsonNode rows = get(name);
    double[][] matrix =
        array(
            rows,
            name,
            double[][]::new,
            (m, i, row) ->
                m[i] = array(row, name, double[]::new, (x, k, v) -> x[k] = finite(v, name)));
    for (double[] row : matrix) {
      if (row.length != matrix[0].length || row.length == 0) {
        throw new Unreadable("'%s' has rows of %d and %d", name, matrix[0].length, row.length);
      }
    }
    if (matrix.length == 0) {
      throw new Unreadable("'%s' is empty", name);
    }
    return matrix;
  }

  /** Zeros and ones, or truth values. */
  boolean[] flags(String name) {
    return array(get(name), name, boolean[]::new, (x, i, child) -> x[i] = flag(child, name));
  }

  boolean[][] flagMatrix(String name) {
    return array(
        get(name),
        name,
        boolean[][]::new,
        (m, i, row) -> m[i] = array(row, name, boolean[]::new, (x, k, v) -> x[k] = flag(v, name)));
  }

  /** Names of things, as text, so that numbers and words serve alike. */
  String[] names(String name) {
    return array(get(name), name, String[]::new, (x, i, child) -> x[i] = child.asText());
  }

  interface Put<A> {
    void put(A array, int index, JsonNode child);
  }

  private static <A> A array(JsonNode node, String name, IntFunction<A> make, Put<A> put) {
    if (!node.isArray()) {
      throw new Unreadable("'%s' is not a list", name);
    }
    A array = make.apply(node.size());
    for (int i = 0; i < node.size(); i++) {
      put.put(array, i, node.get(i));
    }
    return array;
  }

  static double finite(JsonNode node, String name) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new Unreadable("'%s' holds %s where a finite number belongs", name, node);
    }
    return node.doubleValue();
  }

  private static boolean flag(JsonNode node, String name) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    double value = finite(node, name);
    if (value != 0 && value != 1) {
      throw new Unreadable("'%s' holds %s where 0 or 1 belongs", name, node);
    }
    return value == 1;
  }
}
