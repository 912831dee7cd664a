package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ricercar.loss.ReconstructionLoss;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** The loss of reconstruction.json with its gradient with respect to the logits. */
final class ReconstructionCases {
  private static final double TOLERANCE = 1e-9;

  private ReconstructionCases() {}

  static Measured check(Fields golden) {
    Nested logits = Nested.of(golden.get("logits"), "logits");
    Nested codes = Nested.of(golden.get("codes"), "codes");
    boolean[][] masked = golden.flagMatrix("masked");
    ReconstructionLoss loss = new ReconstructionLoss(golden.number("delta"), weights(golden));
    Measured measured = new Measured();
    try (Scope scope = Scope.open()) {
      Tensor leaf = Tensor.of(logits.values(), logits.shape()).copy();
      leaf.requireGradient(true);
      long[] indices = Arrays.stream(codes.values()).mapToLong(v -> (long) v).toArray();
      ReconstructionLoss.Terms[] terms = new ReconstructionLoss.Terms[1];
      Tensor value =
          Gradients.backward(
              () -> {
                terms[0] = loss.of(leaf, indices, masked);
                return terms[0].total();
              });
      measured.number("loss", value.item(), golden.number("loss"), TOLERANCE);
      measured.number("masked", terms[0].masked(), golden.number("masked_loss"), TOLERANCE);
      measured.number("visible", terms[0].visible(), golden.number("unmasked_loss"), TOLERANCE);
      double[] gradient = leaf.gradient().to(DType.FLOAT64).toDoubles();
      double[] expected = Nested.of(golden.get("gradient"), "gradient").values();
      measured.numbers("gradient", gradient, expected, TOLERANCE);
    }
    return measured;
  }

  private static List<Double> weights(Fields golden) {
    JsonNode weights = golden.get("codebook_weights");
    if (weights.isNull()) {
      return null;
    }
    List<Double> list = new ArrayList<>();
    weights.forEach(weight -> list.add(Fields.finite(weight, "codebook_weights")));
    return list;
  }
}
