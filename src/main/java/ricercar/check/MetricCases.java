package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import ricercar.metric.Auroc;
import ricercar.metric.AveragePrecision;
import ricercar.metric.MacroScore;

/** The macro scores of metrics.json, and those per tag where they are given. */
final class MetricCases {
  private static final double TOLERANCE = 1e-9;

  private MetricCases() {}

  static Measured check(Fields golden) {
    boolean[][] targets = golden.flagMatrix("targets");
    double[][] scores = golden.matrix("scores");
    boolean same =
        targets.length == scores.length
            && Arrays.stream(targets).allMatch(row -> row.length == scores[0].length);
    if (!same) {
      throw new Unreadable("'targets' and 'scores' differ in shape");
    }
    Measured measured = new Measured();
    compare(measured, "auroc", Auroc.macro(targets, scores), golden);
    compare(measured, "ap", AveragePrecision.macro(targets, scores), golden);
    return measured;
  }

  private static void compare(Measured measured, String name, MacroScore actual, Fields golden) {
    measured.error(
        name, error(actual.mean(), expected(golden.get(name + "_macro"), name)), TOLERANCE);
    if (golden.has("skipped_tags")) {
      double[] skipped = golden.numbers("skipped_tags");
      List<Integer> expected = Arrays.stream(skipped).mapToObj(t -> (int) t).sorted().toList();
      measured.equal(name + " skipped tags", actual.skipped(), expected);
    }
    if (golden.has(name + "_per_tag")) {
      JsonNode perTag = golden.get(name + "_per_tag");
      if (perTag.size() != actual.perTag().length) {
        throw new Unreadable("'%s_per_tag' has %d tags", name, perTag.size());
      }
      double worst = 0;
      for (int tag = 0; tag < perTag.size(); tag++) {
        worst = Math.max(worst, error(actual.perTag()[tag], expected(perTag.get(tag), name)));
      }
      measured.error(name + " per tag", worst, TOLERANCE);
    }
  }

  /** NaN, or null, is what an undefined score is called. */
  private static double expected(JsonNode node, String name) {
    boolean undefined = node.isNull() || node.isNumber() && Double.isNaN(node.doubleValue());
    return undefined ? Double.NaN : Fields.finite(node, name);
  }

  private static double error(double actual, double expected) {
    if (Double.isNaN(actual) || Double.isNaN(expected)) {
      return Double.isNaN(actual) == Double.isNaN(expected) ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
  }
}
