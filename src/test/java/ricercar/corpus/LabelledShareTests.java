package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class LabelledShareTests {
  @Property(tries = 200)
  void everyPrefixHoldsEachClassToWithinOneClip(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 40) Integer> sizes,
      @ForAll long seed) {
    int[] classOf =
        IntStream.range(0, sizes.size())
            .flatMap(c -> IntStream.range(0, sizes.get(c)).map(i -> c))
            .toArray();
    Labels labels = ClipLists.single(classOf.length, sizes.size(), i -> classOf[i]);

    int[] order = order(labels, seed);

    assertThat(order).hasSize(classOf.length).doesNotHaveDuplicates();
    int[] taken = new int[sizes.size()];
    double worst = 0;
    for (int k = 1; k <= order.length; k++) {
      taken[labels.classOf(order[k - 1])]++;
      for (int c = 0; c < taken.length; c++) {
        worst = Math.max(worst, Math.abs(taken[c] - (double) k * sizes.get(c) / order.length));
      }
    }
    assertThat(worst).isLessThan(1);
  }

  @Property(tries = 100)
  void aSmallerShareIsContainedInALargerOne(
      @ForAll @DoubleRange(min = 0.02, max = 1) double one,
      @ForAll @DoubleRange(min = 0.02, max = 1) double other,
      @ForAll long seed) {
    List<Clip> clips = ClipLists.train(150, 3);
    Labels tags = ClipLists.longTailTags(150, 10, 5);

    LabelledShare small = share(tags, clips, Math.min(one, other), seed);
    LabelledShare large = share(tags, clips, Math.max(one, other), seed);

    assertThat(boxed(large.labelled())).containsAll(boxed(small.labelled())).isSorted();
    assertThat(boxed(small.unlabelled())).containsAll(boxed(large.unlabelled())).isSorted();
    assertThat(small.labelled().length + small.unlabelled().length).isEqualTo(150);
    assertThat(boxed(small.labelled())).noneMatch(boxed(small.unlabelled())::contains);
  }

  @Test
  void tagsKeepTheirSharesInEveryPrefixFarBetterThanByChance() {
    Labels tags = ClipLists.longTailTags(1000, 36, 1);
    double worst = 0;
    double worstByChance = 0;
    for (int seed = 0; seed < 3; seed++) {
      worst = Math.max(worst, worstImbalance(tags, order(tags, seed)));
      int[] chance = Stream.of(seed, "chance").permutation(1000);
      worstByChance = Math.max(worstByChance, worstImbalance(tags, chance));
    }

    assertThat(worst).isLessThan(4);
    assertThat(worstByChance).isGreaterThan(20);
  }

  private static double worstImbalance(Labels labels, int[] order) {
    int tags = labels.task().classes().size();
    int[] size = new int[tags];
    for (int[] active : labels.active()) {
      Arrays.stream(active).forEach(tag -> size[tag]++);
    }
    int[] taken = new int[tags];
    double worst = 0;
    for (int k = 1; k <= order.length; k++) {
      Arrays.stream(labels.active()[order[k - 1]]).forEach(tag -> taken[tag]++);
      for (int tag = 0; tag < tags; tag++) {
        double due = (double) k * size[tag] / order.length;
        worst = Math.max(worst, Math.abs(taken[tag] - due));
      }
    }
    return worst;
  }

  @Test
  void countsArePerClassAndOnlyOfTrainingClips() {
    List<Clip> clips =
        IntStream.range(0, 300)
            .mapToObj(i -> ClipLists.clip(i, "t" + i, Split.values()[i % 3]))
            .toList();
    Labels labels = ClipLists.single(300, 4, i -> i % 4);
    int[] train = IntStream.range(0, 300).filter(i -> i % 3 == 0).toArray();

    LabelledShare share = LabelledShare.of(labels, clips, train, 0.2, 9);

    assertThat(boxed(share.labelled())).hasSize(20).allMatch(i -> i % 3 == 0);
    assertThat(share.perClass()).containsExactly(5, 5, 5, 5);
    assertThat(share.unlabelled()).hasSize(80);
  }

  @Test
  void theEndsAreExact() {
    List<Clip> clips = ClipLists.train(40, 1);
    Labels labels = ClipLists.single(40, 3, i -> i % 5 == 0 ? null : i % 3);

    assertThat(share(labels, clips, 0, 1).labelled()).isEmpty();
    assertThat(share(labels, clips, 0, 1).unlabelled()).hasSize(40);
    assertThat(boxed(share(labels, clips, 1, 1).labelled())).hasSize(32).allMatch(labels::labelled);
    assertThat(boxed(share(labels, clips, 1, 1).unlabelled()))
        .hasSize(8)
        .noneMatch(labels::labelled);
  }

  @Test
  void anotherSeedLabelsOtherClips() {
    List<Clip> clips = ClipLists.train(400, 1);
    Labels labels = ClipLists.single(400, 4, i -> i % 4);

    int[] one = share(labels, clips, 0.1, 1).labelled();

    assertThat(share(labels, clips, 0.1, 1).labelled()).isEqualTo(one);
    assertThat(share(labels, clips, 0.1, 2).labelled()).isNotEqualTo(one);
  }

  @Test
  void aShareBelowOneClipOrBeyondAllIsRefused() {
    List<Clip> clips = ClipLists.train(40, 1);
    Labels labels = ClipLists.single(40, 2, i -> i % 2);

    assertThatThrownBy(() -> share(labels, clips, 0.001, 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("less than one clip");
    assertThatThrownBy(() -> share(labels, clips, 1.5, 1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> share(labels, clips, Double.NaN, 1)).isInstanceOf(Problem.class);
  }

  @Test
  void aTestClipAmongTheCandidatesIsRefused() {
    List<Clip> clips = List.of(new Clip("exam", "t", "g", Split.TEST, 1, Map.of()));
    Labels labels = ClipLists.single(1, 1, i -> 0);

    assertThatThrownBy(() -> share(labels, clips, 1, 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("exam");
  }

  private static int[] order(Labels labels, long seed) {
    int[] clips = IntStream.range(0, labels.active().length).toArray();
    return StratifiedOrder.of(labels, clips, Stream.of(seed, "test"));
  }

  private static LabelledShare share(Labels labels, List<Clip> clips, double share, long seed) {
    return LabelledShare.of(labels, clips, ClipLists.all(clips), share, seed);
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
