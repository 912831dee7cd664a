package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** B.3 between its two ends, and why it is not the sum of what stands there. */
class LimitsOfLabelsTests {
  private static final int WIDTH = 5;
  private static final double TAU = 0.3;
  private static final ContrastiveLoss LOSS = new ContrastiveLoss(TAU);
  private static final List<PositiveRule> RULES =
      List.of(
          new PositiveRule.AnyShared(1),
          new PositiveRule.AnyShared(2),
          new PositiveRule.Exact(),
          new PositiveRule.Dice());

  /** B.1 and B.2, written as the report prints them: sums over i, p and a. */
  private static double selfSupervised(double[] z, int clips, int views) {
    double[][] s = similarities(z);
    double loss = 0;
    for (int i = 0; i < clips * views; i++) {
      double all = 0;
      for (int a = 0; a < clips * views; a++) {
        all += a == i ? 0 : Math.exp(s[i][a]);
      }
      for (int p = 0; p < clips * views; p++) {
        if (p != i && p / views == i / views) {
          loss -= Math.log(Math.exp(s[i][p]) / all) / (views - 1);
        }
      }
    }
    return loss / (clips * views);
  }

  /** B.2 with P_s(i) = {p | y_p = y_i}, own views among them. */
  private static double supervised(double[] z, int[] classes) {
    double[][] s = similarities(z);
    double loss = 0;
    for (int i = 0; i < classes.length; i++) {
      int anchor = i;
      double all =
          IntStream.range(0, classes.length)
              .filter(a -> a != anchor)
              .mapToDouble(a -> Math.exp(s[anchor][a]))
              .sum();
      int[] positives =
          IntStream.range(0, classes.length)
              .filter(p -> p != anchor && classes[p] == classes[anchor])
              .toArray();
      for (int p : positives) {
        loss -= Math.log(Math.exp(s[i][p]) / all) / positives.length;
      }
    }
    return loss / classes.length;
  }

  @Property(tries = 8)
  void withoutLabelsEveryRuleGivesB1AndB2InValueAndGradient(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int views) {
    int clips = 4;
    double[] z = gaussian(seed, clips * views);
    int[] clip = IntStream.range(0, clips * views).map(i -> i / views).toArray();
    for (PositiveRule rule : RULES) {
      PairMask mask = PairMask.of(rule, clip, new int[clip.length][]);

      same(z, mask, x -> selfSupervised(x, clips, views));
    }
  }

  @Property(tries = 8)
  void withAllLabelsItIsSupervisedContrastAndOwnViewsStayPositives(@ForAll long seed) {
    int[] clip = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
    int[] classOf = {1, 0, 1, 0, 2}; // the last clip is alone in its class
    int[] classes = Arrays.stream(clip).map(c -> classOf[c]).toArray();
    int[][] labels = Arrays.stream(classes).mapToObj(c -> new int[] {c}).toArray(int[][]::new);
    double[] z = gaussian(seed, clip.length);
    for (PositiveRule rule : List.of(RULES.get(0), RULES.get(2), RULES.get(3))) {
      PairMask mask = PairMask.of(rule, clip, labels);

      same(z, mask, x -> supervised(x, classes));
      for (int view = 0; view < clip.length; view += 2) {
        assertThat(mask.positives()[view * clip.length + view + 1]).isEqualTo(1);
      }
    }
  }

  @Test
  void aLabelledClipWithNoActiveTagIsAsGoodAsUnlabelled() {
    int[] clip = {0, 0, 1, 1, 2, 2};
    int[][] none = {{1, 2}, {1, 2}, null, null, {1, 2}, {1, 2}};
    int[][] empty = {{1, 2}, {1, 2}, {}, {}, {1, 2}, {1, 2}};
    for (PositiveRule rule : RULES) {
      assertThat(PairMask.of(rule, clip, empty).positives())
          .isEqualTo(PairMask.of(rule, clip, none).positives());
    }
  }

  /**
   * Counts of shared tags as SemiSupCon's matrix has them: thresholded, equal, 2·|∩| / (|a|+|b|).
   */
  @Property(tries = 200)
  void theRulesAreThoseOfTheTagMatrix(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int t) {
    Stream random = Stream.of(seed, "tags");
    int[] one = IntStream.range(0, 6).filter(k -> random.chance(0.5)).toArray();
    int[] other = IntStream.range(0, 6).filter(k -> random.chance(0.5)).toArray();
    long shared = Arrays.stream(one).filter(k -> Arrays.binarySearch(other, k) >= 0).count();

    assertThat(new PositiveRule.AnyShared(t).weight(one, other)).isEqualTo(shared >= t ? 1 : 0);
    assertThat(new PositiveRule.Exact().weight(one, other))
        .isEqualTo(shared > 0 && shared == one.length && shared == other.length ? 1 : 0);
    assertThat(new PositiveRule.Dice().weight(one, other))
        .isCloseTo(shared == 0 ? 0 : 2.0 * shared / (one.length + other.length), within(1e-15));
    for (PositiveRule rule : RULES) {
      assertThat(rule.weight(one, other)).isEqualTo(rule.weight(other, one));
    }
  }

  @Property(tries = 20)
  void forcesAreTheDerivativesByTheSimilarities(@ForAll long seed) {
    int[] clip = {0, 0, 1, 1, 2, 2, 3, 3};
    int[][] labels = {{0}, {0}, {0, 1}, {0, 1}, null, null, {1}, {1}};
    Stream random = Stream.of(seed, "similarities");
    double[] s = IntStream.range(0, 64).mapToDouble(i -> random.uniform(-3, 3)).toArray();
    for (PositiveRule rule : RULES) {
      PairMask mask = PairMask.of(rule, clip, labels);
      PairForces forces = PairForces.of(s, mask);
      for (int pair = 0; pair < 64; pair++) {
        assertThat(forces.values()[pair])
            .isCloseTo(slope(s, pair, x -> valueOf(x, mask)), within(1e-8));
      }
    }
  }

  @Test
  void addedLossesWorkAgainstEachOtherOnClassmates() {
    int[] clip = {0, 0, 1, 1, 2, 2};
    int[][] labels = {{0}, {0}, {0}, {0}, null, null};
    double[] s = flat(similarities(gaussian(4, 6)));
    PositiveRule rule = new PositiveRule.AnyShared(1);
    PairForces own = PairForces.of(s, PairMask.ownViews(clip));
    PairForces labelled = PairForces.of(s, PairMask.ofLabels(rule, clip, labels));
    PairForces union = PairForces.of(s, PairMask.of(rule, clip, labels));

    // Two clips of a class, one view of each: negatives to one loss, positives to the other.
    assertThat(own.at(0, 2)).isPositive();
    assertThat(labelled.at(0, 2)).isNegative();
    assertThat(union.at(0, 2)).isEqualTo(labelled.at(0, 2));
    assertThat(own.plus(labelled).at(0, 2)).isGreaterThan(union.at(0, 2));
    // An unlabelled view is an anchor to one of them alone, and a negative to both.
    assertThat(own.at(4, 5)).isNegative();
    assertThat(labelled.at(4, 5)).isZero();
    assertThat(union.at(4, 5)).isEqualTo(own.at(4, 5));
  }

  /** Classmates in one place and classes far apart: nothing is left to do, but the sum goes on. */
  @Test
  void whereTheUnionRestsTheSumTearsClassesApart() {
    int[] clip = {0, 0, 1, 1, 2, 2, 3, 3};
    int[] classes = {0, 0, 0, 0, 1, 1, 1, 1};
    int[][] labels = Arrays.stream(classes).mapToObj(c -> new int[] {c}).toArray(int[][]::new);
    double[] s = new double[64];
    for (int pair = 0; pair < 64; pair++) {
      s[pair] = classes[pair / 8] == classes[pair % 8] ? 40 : -40;
    }
    PositiveRule rule = new PositiveRule.AnyShared(1);
    PairForces union = PairForces.of(s, PairMask.of(rule, clip, labels));
    PairForces sum =
        PairForces.of(s, PairMask.ownViews(clip))
            .plus(PairForces.of(s, PairMask.ofLabels(rule, clip, labels)));

    assertThat(Arrays.stream(union.values()).map(Math::abs).max().orElseThrow()).isLessThan(1e-12);
    // Three classmates share the softmax: 1/3 of it lies on each of the two that are not one's own.
    assertThat(sum.at(0, 2)).isCloseTo(1.0 / 3 / 8, within(1e-12));
    assertThat(sum.at(0, 1)).isCloseTo((1.0 / 3 - 1) / 8, within(1e-12));
  }

  private static void same(double[] z, PairMask mask, ToDoubleFunction<double[]> expected) {
    try (Scope scope = Scope.open()) {
      Tensor projections = Tensor.of(z, mask.views(), WIDTH).copy().requireGradient(true);
      double value = Gradients.backward(() -> LOSS.of(projections, mask)).item();
      double[] gradient = projections.gradient().toDoubles();
      assertThat(value).isCloseTo(expected.applyAsDouble(z), within(1e-11));
      for (int i = 0; i < z.length; i++) {
        assertThat(gradient[i]).isCloseTo(slope(z, i, expected), within(1e-7));
      }
    }
  }

  private static double slope(double[] x, int at, ToDoubleFunction<double[]> of) {
    double step = 1e-5;
    double[] moved = x.clone();
    moved[at] = x[at] + step;
    double above = of.applyAsDouble(moved);
    moved[at] = x[at] - step;
    return (above - of.applyAsDouble(moved)) / (2 * step);
  }

  private static double valueOf(double[] s, PairMask mask) {
    int views = mask.views();
    double loss = 0;
    for (int i = 0; i < views; i++) {
      double all = 0;
      double drawn = 0;
      for (int j = 0; j < views; j++) {
        int pair = i * views + j;
        all += mask.candidates()[pair] ? Math.exp(s[pair]) : 0;
        drawn += mask.positives()[pair] / mask.weightOf(i) * s[pair];
      }
      loss += (Math.log(all) - drawn) / views;
    }
    return loss;
  }

  private static double[][] similarities(double[] z) {
    int views = z.length / WIDTH;
    double[][] s = new double[views][views];
    for (int i = 0; i < views; i++) {
      for (int j = 0; j < views; j++) {
        s[i][j] = dot(z, i, j) / Math.sqrt(dot(z, i, i) * dot(z, j, j)) / TAU;
      }
    }
    return s;
  }

  private static double dot(double[] z, int i, int j) {
    return IntStream.range(0, WIDTH).mapToDouble(k -> z[i * WIDTH + k] * z[j * WIDTH + k]).sum();
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] gaussian(long seed, int views) {
    Stream random = Stream.of(seed, "z");
    return IntStream.range(0, views * WIDTH).mapToDouble(i -> random.nextGaussian()).toArray();
  }
}
