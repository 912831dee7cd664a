package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.NumericGradient;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class ContrastiveLossTests {
  private static final List<PairLoss> LOSSES =
      List.of(new ContrastiveLoss(0.1), new LegacyContrastiveLoss(0.1));
  private static final List<PositiveRule> RULES =
      List.of(
          new PositiveRule.Self(),
          new PositiveRule.AnyShared(1),
          new PositiveRule.AnyShared(2),
          new PositiveRule.Exact(),
          new PositiveRule.Dice());

  @Property(tries = 30)
  void theOrderOfTheViewsDoesNotMatter(@ForAll long seed) {
    Batch batch = Batch.of(seed, 6, 2);
    Batch shuffled = batch.take(Stream.of(seed, "order").permutation(12));
    for (PairLoss loss : LOSSES) {
      for (PositiveRule rule : RULES) {
        assertThat(shuffled.value(loss, rule)).isCloseTo(batch.value(loss, rule), within(1e-11));
      }
    }
  }

  @Property(tries = 30)
  void theFirstAndTheSecondViewsMayChangePlaces(@ForAll long seed) {
    Batch batch = Batch.of(seed, 6, 2);
    Batch swapped = batch.take(IntStream.range(0, 12).map(i -> i ^ 1).toArray());
    for (PairLoss loss : LOSSES) {
      double expected = batch.value(loss, new PositiveRule.Self());
      assertThat(swapped.value(loss, new PositiveRule.Self())).isCloseTo(expected, within(1e-11));
    }
  }

  @Property(tries = 30)
  void onlyTheDirectionOfAProjectionCounts(@ForAll long seed) {
    Batch batch = Batch.of(seed, 5, 3);
    Stream random = Stream.of(seed, "scale");
    double[] scaled = batch.z.clone();
    for (int view = 0; view < batch.clips.length; view++) {
      double scale = Math.exp(random.uniform(-8, 8));
      for (int k = 0; k < Batch.WIDTH; k++) {
        scaled[view * Batch.WIDTH + k] *= scale;
      }
    }
    for (PairLoss loss : LOSSES) {
      double expected = batch.value(loss, new PositiveRule.Dice());
      double actual =
          new Batch(batch.clips, batch.labels, scaled).value(loss, new PositiveRule.Dice());
      assertThat(actual).isCloseTo(expected, within(1e-10));
    }
  }

  @Property(tries = 30)
  void withoutLabelsEveryRuleIsTheSelfRule(@ForAll long seed) {
    Batch batch = Batch.of(seed, 6, 2);
    int[][] none = new int[12][];
    double[] own = PairMask.ownViews(batch.clips).positives();
    for (PositiveRule rule : RULES) {
      assertThat(PairMask.of(rule, batch.clips, none).positives()).isEqualTo(own);
    }
  }

  @Property(tries = 30)
  void withAllLabelsOfOneClassEachClassmateIsAPositive(@ForAll long seed) {
    Batch batch = Batch.of(seed, 6, 2);
    int[][] labels =
        Arrays.stream(batch.clips).mapToObj(c -> new int[] {c % 3}).toArray(int[][]::new);
    for (PositiveRule rule : List.of(RULES.get(1), RULES.get(3), RULES.get(4))) {
      double[] positives = PairMask.of(rule, batch.clips, labels).positives();
      for (int pair = 0; pair < positives.length; pair++) {
        int i = pair / 12;
        int j = pair % 12;
        boolean classmates = i != j && batch.clips[i] % 3 == batch.clips[j] % 3;
        assertThat(positives[pair]).isEqualTo(classmates ? 1 : 0);
      }
    }
  }

  @Property(tries = 20)
  void aUnionOfLabelsNeverLiftsAWeightAboveOne(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int views) {
    Batch batch = Batch.of(seed, 6, views);
    for (PositiveRule rule : RULES) {
      PairMask mask = PairMask.of(rule, batch.clips, batch.labels);
      assertThat(Arrays.stream(mask.positives()).max().orElseThrow()).isLessThanOrEqualTo(1);
      for (int i = 0; i < mask.views(); i++) {
        assertThat(mask.candidates()[i * mask.views() + i]).isFalse();
      }
    }
  }

  @Test
  void viewsThatAllLookAlikeCostTheChanceLevel() {
    int[] clips = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
    double[] equal = new double[clips.length * Batch.WIDTH];
    Arrays.fill(equal, 0.3);
    Batch batch = new Batch(clips, new int[clips.length][], equal);
    for (PairLoss loss : LOSSES) {
      double value = batch.value(loss, new PositiveRule.Self());
      assertThat(value).isCloseTo(loss.chance(4, 3), within(1e-12));
    }
    assertThat(new ContrastiveLoss(0.5).chance(96, 2)).isCloseTo(Math.log(191), within(1e-15));
  }

  @Test
  void theLegacyFormCannotFallBelowItsFloor() {
    double[] z = new double[8 * Batch.WIDTH];
    for (int view = 0; view < 8; view++) {
      z[view * Batch.WIDTH + view / 2] = 1;
    }
    Batch perfect = new Batch(new int[] {0, 0, 1, 1, 2, 2, 3, 3}, new int[8][], z);
    PositiveRule self = new PositiveRule.Self();
    assertThat(perfect.value(new LegacyContrastiveLoss(0.01), self))
        .isCloseTo(LegacyContrastiveLoss.FLOOR, within(1e-12));
    assertThat(perfect.value(new ContrastiveLoss(0.01), self)).isCloseTo(0, within(1e-12));
  }

  @Test
  void anchorsWithoutPositivesAddNothingButCount() {
    double[] z = {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    Batch lonely = new Batch(new int[] {0, 0, 1}, new int[3][], z);
    double tau = 0.5;
    assertThat(lonely.value(new ContrastiveLoss(tau), new PositiveRule.Self()))
        .isCloseTo(2.0 / 3 * Math.log(1 + Math.exp(-1 / tau)), within(1e-12));
  }

  @Test
  void tinyTemperaturesAndDeadProjectionsStayFiniteInFloat32() {
    Batch batch = Batch.of(3, 6, 2);
    Arrays.fill(batch.z, 0, Batch.WIDTH, 0);
    for (double tau : new double[] {1, 1e-2, 1e-4, 1e-6}) {
      for (PairLoss loss : List.of(new ContrastiveLoss(tau), new LegacyContrastiveLoss(tau))) {
        try (Scope scope = Scope.open()) {
          Tensor z = batch.tensor().to(DType.FLOAT32).copy().requireGradient(true);
          PairMask mask = PairMask.of(new PositiveRule.Dice(), batch.clips, batch.labels);
          Tensor value = Gradients.backward(() -> loss.of(z, mask));
          assertThat(value.finite()).isTrue();
          assertThat(z.gradient().finite()).isTrue();
        }
      }
    }
  }

  @Test
  void aBatchOfOneViewCostsNothing() {
    Batch one = new Batch(new int[] {4}, new int[1][], new double[Batch.WIDTH]);
    for (PairLoss loss : LOSSES) {
      assertThat(one.value(loss, new PositiveRule.Self())).isEqualTo(0);
    }
  }

  @Test
  void gradientsAgreeWithNumericOnesWhileGarbageIsCollected() {
    Batch batch = Batch.of(5, 4, 2);
    for (PositiveRule rule : RULES) {
      PairMask mask = PairMask.of(rule, batch.clips, batch.labels);
      for (PairLoss loss : List.of(new ContrastiveLoss(0.5), new LegacyContrastiveLoss(0.5))) {
        NumericGradient.check(z -> loss.of(z.get(0), mask), new long[] {8, Batch.WIDTH});
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new ContrastiveLoss(0)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new PositiveRule.AnyShared(0)).hasMessageContaining("threshold");
    assertThatThrownBy(() -> new PairMask(1, new double[] {1}, new boolean[] {false}))
        .hasMessageContaining("no candidate");
    PairMask two = PairMask.ownViews(new int[] {0, 0});
    try (Scope scope = Scope.open()) {
      Tensor three = Tensor.ones(DType.FLOAT32, 3, 4);
      assertThatThrownBy(() -> LOSSES.get(0).of(three, two)).hasMessageContaining("2 views");
    }
  }

  private record Batch(int[] clips, int[][] labels, double[] z) {
    static final int WIDTH = 6;

    static Batch of(long seed, int clips, int viewsPerClip) {
      Stream random = Stream.of(seed, "batch");
      int views = clips * viewsPerClip;
      int[] clip = IntStream.range(0, views).map(i -> i / viewsPerClip).toArray();
      int[][] perClip = new int[clips][];
      for (int c = 0; c < clips; c++) {
        perClip[c] =
            random.chance(0.3)
                ? null
                : IntStream.range(0, 5).filter(t -> random.chance(0.5)).toArray();
      }
      double[] z = new double[views * WIDTH];
      Arrays.setAll(z, i -> random.nextGaussian());
      int[][] labels = Arrays.stream(clip).mapToObj(c -> perClip[c]).toArray(int[][]::new);
      return new Batch(clip, labels, z);
    }

    Batch take(int[] order) {
      double[] taken = new double[z.length];
      for (int view = 0; view < order.length; view++) {
        System.arraycopy(z, order[view] * WIDTH, taken, view * WIDTH, WIDTH);
      }
      return new Batch(
          Arrays.stream(order).map(i -> clips[i]).toArray(),
          Arrays.stream(order).mapToObj(i -> labels[i]).toArray(int[][]::new),
          taken);
    }

    Tensor tensor() {
      return Tensor.of(z, clips.length, WIDTH);
    }

    double value(PairLoss loss, PositiveRule rule) {
      try (Scope scope = Scope.open()) {
        return loss.of(tensor(), PairMask.of(rule, clips, labels)).item();
      }
    }
  }

  @Test
  void vectorsOfAnotherModelAreComparedAcrossAndTheOwnViewIsAPositive() {
    try (Scope scope = Scope.open()) {
      Tensor student = Tensor.of(new double[] {1, 0, 0, 2, 3, 4}, 3, 2).copy();
      Tensor teacher = Tensor.of(new double[] {0, 1, 5, 0, 1, 0}, 3, 2);
      student.requireGradient(true);
      PairMask mask = PairMask.ofTwoModels(new int[] {4, 4, 9});
      ContrastiveLoss loss = new ContrastiveLoss(0.5);

      double value = Gradients.backward(() -> loss.of(student, teacher, mask)).item();

      // Cosines over 0.5 with the teacher's three vectors; the first two views share a clip.
      double[][] s = {{0, 2, 2}, {2, 0, 0}, {1.6, 1.2, 1.2}};
      double expected = 0;
      for (int i = 0; i < 3; i++) {
        double sum = Math.exp(s[i][0]) + Math.exp(s[i][1]) + Math.exp(s[i][2]);
        double drawn = i == 2 ? s[i][2] : (s[i][0] + s[i][1]) / 2;
        expected += (Math.log(sum) - drawn) / 3;
      }
      assertThat(value).isCloseTo(expected, within(1e-12));
      assertThat(student.gradient().abs().sum().item()).isPositive();
    }
  }
}
