package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.corpus.ClipSampler.Batch;
import ricercar.random.Stream;

class ClipSamplerTests {
  private static final List<Clip> CLIPS = ClipLists.train(103, 3);
  private static final Labels LABELS = ClipLists.single(103, 4, i -> i % 4);

  @Property(tries = 60)
  void aBatchIsAFunctionOfSeedAndStep(
      @ForAll @IntRange(min = 1, max = 50) int rows,
      @ForAll @LongRange(min = 0, max = 1L << 40) long step,
      @ForAll long seed) {
    ClipSampler used = ClipSampler.of(CLIPS, share(0.3), rows, seed);
    for (int i = 0; i < 7; i++) {
      used.batch(i * 3L);
    }
    Batch fresh = ClipSampler.of(CLIPS, share(0.3), rows, seed).batch(step);

    assertThat(used.batch(step).clips()).isEqualTo(fresh.clips()).hasSize(rows);
    assertThat(used.batch(step).labelled()).isEqualTo(fresh.labelled());
    assertThat(fresh.clips()).doesNotHaveDuplicates();
  }

  @Test
  void threadsThatReadAheadSeeTheSameBatches() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0.3), 10, 4);
    List<int[]> alone = IntStream.range(0, 300).mapToObj(s -> sampler.batch(s).clips()).toList();

    boolean same =
        IntStream.range(0, 3000)
            .parallel()
            .allMatch(i -> Arrays.equals(sampler.batch(i % 300).clips(), alone.get(i % 300)));

    assertThat(same).isTrue();
  }

  @Property(tries = 60)
  void everyBatchHasTheExactNumberOfLabelledRows(
      @ForAll @IntRange(min = 1, max = 15) int shown,
      @ForAll @IntRange(min = 0, max = 500) int step) {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0.25), 16, shown / 16.0, 11);

    Batch batch = sampler.batch(step);

    for (int row = 0; row < 16; row++) {
      assertThat(batch.labelled()[row]).isEqualTo(row < shown);
      assertThat(share(0.25).isLabelled(batch.clips()[row])).isEqualTo(row < shown);
    }
    assertThat(batch.clips()).doesNotHaveDuplicates();
  }

  @Test
  void aCycleUsesEveryClipAtMostOnceAndDropsThePartialBatch() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0), 10, 2);
    assertThat(sampler.stepsPerEpoch()).isEqualTo(10);

    for (int cycle = 0; cycle < 4; cycle++) {
      int first = cycle * 10;
      int[] seen =
          IntStream.range(first, first + 10)
              .flatMap(step -> Arrays.stream(sampler.batch(step).clips()))
              .toArray();
      assertThat(seen).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void cyclesAreReshuffledAndLeaveOutOtherClips() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0), 10, 2);
    int[] uses = new int[103];
    for (int step = 0; step < 1000; step++) {
      Arrays.stream(sampler.batch(step).clips()).forEach(clip -> uses[clip]++);
    }

    assertThat(sampler.batch(0).clips()).isNotEqualTo(sampler.batch(10).clips());
    assertThat(Arrays.stream(uses).min().getAsInt()).isGreaterThan(85);
    assertThat(Arrays.stream(uses).max().getAsInt()).isLessThanOrEqualTo(100);
  }

  @Test
  void theUnlabelledRemainderIsUsedUpInItsOwnCycle() {
    LabelledShare share = share(0.25);
    ClipSampler sampler = ClipSampler.of(CLIPS, share, 16, 0.5, 3);
    List<Integer> hidden = new ArrayList<>();
    for (int step = 0; step < share.unlabelled().length / 8; step++) {
      Arrays.stream(sampler.batch(step).clips()).skip(8).forEach(hidden::add);
    }

    assertThat(hidden).doesNotHaveDuplicates();
    assertThat(share.unlabelled().length - hidden.size()).isLessThan(8);
    assertThat(sampler.stepsPerEpoch()).isEqualTo(share.unlabelled().length / 8);
  }

  @Test
  void aSmallLabelledPoolRepeatsEvenlyWithinTheBatch() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0.05), 32, 0.5, 3);

    Map<Integer, Integer> uses = new HashMap<>();
    Arrays.stream(sampler.batch(5).clips()).limit(16).forEach(c -> uses.merge(c, 1, Integer::sum));

    assertThat(uses).hasSize(5);
    assertThat(Collections.max(uses.values()) - Collections.min(uses.values())).isEqualTo(1);
  }

  @Test
  void withoutLabelledRowsAllTrainingClipsTakePart() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0.5), 10, 0, 3);

    assertThat(seen(sampler, 40)).hasSize(103);
    assertThat(sampler.batch(3).labelled()).containsOnly(false);
  }

  @Test
  void withOnlyLabelledRowsNoUnlabelledClipTakesPart() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(0.5), 10, 1, 3);

    assertThat(seen(sampler, 60)).hasSize(52).allMatch(share(0.5)::isLabelled);
    assertThat(sampler.batch(3).labelled()).containsOnly(true);
  }

  @Test
  void whereEveryClipIsLabelledTheRestOfTheBatchHidesItsLabels() {
    ClipSampler sampler = ClipSampler.of(CLIPS, share(1), 20, 0.25, 3);

    for (int step = 0; step < 20; step++) {
      assertThat(sampler.batch(step).clips()).doesNotHaveDuplicates();
    }
    boolean[] labelled = sampler.batch(0).labelled();
    assertThat(IntStream.range(0, 20).filter(row -> labelled[row])).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void clipsOfATrackMeetInABatchOnlyWhereTheyMust() {
    List<Clip> clips = ClipLists.train(240, 6);
    LabelledShare share = LabelledShare.of(labels(240), clips, ClipLists.all(clips), 0, 1);
    ClipSampler sampler = ClipSampler.of(clips, share, 24, 5);
    int meetings = 0;
    for (int step = 0; step < 50; step++) {
      int[] batch = sampler.batch(step).clips();
      long tracks = Arrays.stream(batch).mapToObj(i -> clips.get(i).track()).distinct().count();
      meetings += 24 - (int) tracks;
    }
    int[] chance = Stream.of(1, "chance").permutation(240);
    long byChance =
        Arrays.stream(chance, 0, 24).mapToObj(i -> clips.get(i).track()).distinct().count();

    assertThat(meetings).isZero();
    assertThat(byChance).isLessThan(24);
  }

  @Test
  void aTestClipInThePoolIsAnError() {
    List<Clip> clips = new ArrayList<>(CLIPS);
    clips.set(50, ClipLists.clip(50, "exam", Split.VALIDATION));

    assertThatThrownBy(() -> ClipSampler.of(clips, share(0.5), 10, 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("clip50");
    assertThatThrownBy(() -> ClipSampler.of(clips, share(0.5), 10, 0.5, 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("clip50");
  }

  @Test
  void impossibleBatchesAreRefusedInWords() {
    assertThatThrownBy(() -> ClipSampler.of(CLIPS, share(0), 104, 1))
        .hasMessageContaining("104 training clips and there are 103");
    assertThatThrownBy(() -> ClipSampler.of(CLIPS, share(0), 10, 0.5, 1))
        .hasMessageContaining("none is labelled");
    assertThatThrownBy(() -> ClipSampler.of(CLIPS, share(0.9), 40, 0.5, 1))
        .hasMessageContaining("unlabelled");
    assertThatThrownBy(() -> ClipSampler.of(CLIPS, share(0.5), 10, 0.01, 1))
        .hasMessageContaining("rounds to 0");
  }

  private static List<Integer> seen(ClipSampler sampler, int steps) {
    return IntStream.range(0, steps)
        .flatMap(step -> Arrays.stream(sampler.batch(step).clips()))
        .distinct()
        .boxed()
        .toList();
  }

  private static Labels labels(int count) {
    return ClipLists.single(count, 4, i -> i % 4);
  }

  private static LabelledShare share(double share) {
    return LabelledShare.of(LABELS, CLIPS, ClipLists.all(CLIPS), share, 21);
  }
}
