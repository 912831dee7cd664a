package ricercar.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.LegacyContrastiveLoss;
import ricercar.loss.PairLoss;
import ricercar.loss.PairMask;
import ricercar.loss.PositiveRule;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** The losses of contrastive.json with their gradients, in both precisions. */
final class ContrastiveCases {
  private ContrastiveCases() {}

  static Measured check(Fields golden) {
    return compare(golden, new ContrastiveLoss(golden.number("tau")), mask(golden));
  }

  static Measured checkLegacy(Fields golden) {
    return compare(golden, new LegacyContrastiveLoss(golden.number("tau")), mask(golden));
  }

  private static Measured compare(Fields golden, PairLoss loss, PairMask mask) {
    double[][] z = golden.matrix("z");
    double[][] gradient = golden.matrix("gradient");
    if (z.length != mask.views() || gradient.length != z.length) {
      throw new Unreadable(
          "%d clips, %d rows of z, %d rows of gradient", mask.views(), z.length, gradient.length);
    }
    Measured measured = new Measured();
    for (Precision precision : Precision.values()) {
      try (Scope scope = Scope.open()) {
        Tensor leaf = Tensor.of(flat(z), z.length, z[0].length).to(precision.type).copy();
        leaf.requireGradient(true);
        Tensor value = Gradients.backward(() -> loss.of(leaf, mask));
        measured.number(
            precision + " loss", value.item(), golden.number("loss"), precision.forLoss);
        double[] actual = leaf.gradient().to(DType.FLOAT64).toDoubles();
        measured.numbers(precision + " gradient", actual, flat(gradient), precision.forGradient);
      }
    }
    return measured;
  }

  private enum Precision {
    FLOAT64(DType.FLOAT64, 1e-9, 1e-9),
    FLOAT32(DType.FLOAT32, 1e-4, 1e-3);

    private final DType type;
    private final double forLoss;
    private final double forGradient;

    Precision(DType type, double forLoss, double forGradient) {
      this.type = type;
      this.forLoss = forLoss;
      this.forGradient = forGradient;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Legacy cases name no rule: own views. */
  private static PairMask mask(Fields golden) {
    Map<String, Integer> known = new HashMap<>();
    int[] clips =
        Arrays.stream(golden.names("clip"))
            .mapToInt(clip -> known.computeIfAbsent(clip, unseen -> known.size()))
            .toArray();
    String rule = golden.has("rule") ? golden.text("rule") : "self";
    return rule.equals("self")
        ? PairMask.ownViews(clips)
        : PairMask.of(rule(rule, golden), clips, labels(golden, clips.length));
  }

  private static PositiveRule rule(String rule, Fields golden) {
    return switch (rule) {
      case "any-shared" ->
          new PositiveRule.AnyShared(
              golden.has("threshold") ? (int) golden.number("threshold") : 1);
      case "exact" -> new PositiveRule.Exact();
      case "dice" -> new PositiveRule.Dice();
      default -> throw new Unreadable("the rule '%s' is unknown", rule);
    };
  }

  private static int[][] labels(Fields golden, int views) {
    boolean[] labelled = golden.flags("labelled");
    boolean[][] tags = golden.flagMatrix("labels");
    if (labelled.length != views || tags.length != views) {
      throw new Unreadable(
          "%d clips, %d labelled, %d rows of labels", views, labelled.length, tags.length);
    }
    int[][] labels = new int[views][];
    for (int view = 0; view < views; view++) {
      boolean[] own = tags[view];
      labels[view] =
          labelled[view] ? IntStream.range(0, own.length).filter(t -> own[t]).toArray() : null;
    }
    return labels;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
