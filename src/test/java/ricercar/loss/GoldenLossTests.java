package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.NumericGradient;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class GoldenLossTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> lossesAndGradientsEqualPyTorchs() throws IOException {
    JsonNode golden = JSON.readTree(getClass().getResource("/golden/contrastive.json"));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode c : golden.get("cases")) {
      tests.add(test(c, new ContrastiveLoss(c.get("tau").asDouble()), mask(c)));
    }
    for (JsonNode c : golden.get("legacy")) {
      PairMask mask = PairMask.ownViews(JSON.convertValue(c.get("clip"), int[].class));
      tests.add(test(c, new LegacyContrastiveLoss(c.get("tau").asDouble()), mask));
    }
    assertThat(tests).hasSize(11);
    return tests.stream();
  }

  private static DynamicTest test(JsonNode golden, PairLoss loss, PairMask mask) {
    return DynamicTest.dynamicTest(
        golden.get("name").asText(),
        () -> {
          check(golden, loss, mask, DType.FLOAT64, 1e-9);
          check(golden, loss, mask, DType.FLOAT32, 1e-4);
        });
  }

  private static void check(
      JsonNode golden, PairLoss loss, PairMask mask, DType type, double tolerance) {
    double[][] rows = JSON.convertValue(golden.get("z"), double[][].class);
    double[] expected = flat(JSON.convertValue(golden.get("gradient"), double[][].class));
    try (Scope scope = Scope.open()) {
      Tensor z =
          Tensor.of(flat(rows), rows.length, rows[0].length).to(type).copy().requireGradient(true);
      Tensor value =
          Gradients.backward(
              () -> {
                Tensor recorded = loss.of(z, mask);
                NumericGradient.churn();
                return recorded;
              });
      double expectedLoss = golden.get("loss").asDouble();
      assertThat(Math.abs(value.item() - expectedLoss) / expectedLoss).isLessThan(tolerance);
      double[] actual = z.gradient().to(DType.FLOAT64).toDoubles();
      double scale =
          IntStream.range(0, expected.length)
              .mapToDouble(i -> Math.abs(expected[i]))
              .max()
              .orElseThrow();
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(actual[i] - expected[i]) / scale).isLessThan(tolerance);
      }
    }
  }

  private static PairMask mask(JsonNode golden) {
    int[] clips = JSON.convertValue(golden.get("clip"), int[].class);
    int[][] labels = new int[clips.length][];
    for (int view = 0; view < clips.length; view++) {
      JsonNode tags = golden.get("labels").get(view);
      if (golden.get("labelled").get(view).asBoolean()) {
        labels[view] =
            IntStream.range(0, tags.size()).filter(t -> tags.get(t).asInt() == 1).toArray();
      }
    }
    return PairMask.of(rule(golden), clips, labels);
  }

  private static PositiveRule rule(JsonNode golden) {
    return switch (golden.get("rule").asText()) {
      case "self" -> new PositiveRule.Self();
      case "any-shared" -> new PositiveRule.AnyShared(golden.get("threshold").asInt());
      case "exact" -> new PositiveRule.Exact();
      case "dice" -> new PositiveRule.Dice();
      default -> throw new AssertionError(golden.get("rule"));
    };
  }

  private static double[] flat(double[][] rows) {
    return Stream.of(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
