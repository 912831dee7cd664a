package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Tensor;

/** The norms of all parameters' gradients beside the expected ones. */
final class GradientNorms {
  private GradientNorms() {}

  /** The worst error, relative to the norm itself or to 1 % of the largest where that is more. */
  static double worst(Fields golden, Map<String, Tensor> parameters) {
    JsonNode norms = golden.get("gradient_norms");
    if (norms.size() != parameters.size()) {
      throw new Unreadable(
          "'gradient_norms' names %d of %d parameters", norms.size(), parameters.size());
    }
    double largest = 1e-12;
    for (JsonNode norm : norms) {
      largest = Math.max(largest, Fields.finite(norm, "gradient_norms"));
    }
    double worst = 0;
    for (Iterator<String> names = norms.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!parameters.containsKey(name)) {
        throw new Unreadable("'gradient_norms' names '%s', which the model lacks", name);
      }
      double expected = norms.get(name).doubleValue();
      double actual = GradientNorm.of(List.of(parameters.get(name).gradient()));
      worst = Math.max(worst, Math.abs(actual - expected) / Math.max(expected, 1e-2 * largest));
    }
    return worst;
  }
}
