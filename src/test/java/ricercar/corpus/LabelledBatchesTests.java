package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** p_s and b_s together, on corpora of which a part has no label at all. */
class LabelledBatchesTests {
  @Property(tries = 60)
  void sharesOfOneSeedAreNestedExactAndFollowTheClasses(
      @ForAll long seed,
      @ForAll @IntRange(min = 60, max = 300) int clips,
      @ForAll @IntRange(min = 2, max = 6) int classes) {
    List<Clip> all = clips(clips);
    Labels labels = labels(clips, classes);
    int[] train = train(all);
    long candidates = Arrays.stream(train).filter(labels::labelled).count();
    Set<Integer> smaller = new TreeSet<>();
    for (double share : new double[] {0.05, 0.1, 0.2, 0.5, 1}) {
      LabelledShare chosen = LabelledShare.of(labels, all, train, share, seed);
      assertThat(chosen.labelled()).hasSize((int) Math.round(share * candidates));
      Set<Integer> now = new TreeSet<>(Arrays.stream(chosen.labelled()).boxed().toList());
      assertThat(now).containsAll(smaller);
      smaller = now;
      assertThat(Arrays.stream(chosen.perClass()).sum()).isEqualTo(chosen.labelled().length);
      for (int c = 0; c < classes; c++) {
        int k = c;
        long ofClass =
            Arrays.stream(train).filter(i -> labels.labelled(i) && labels.classOf(i) == k).count();
        assertThat(Math.abs(chosen.perClass()[c] - share * ofClass)).isLessThan(1.5);
      }
      assertThat(chosen.labelled().length + chosen.unlabelled().length).isEqualTo(train.length);
      assertThat(Arrays.stream(chosen.labelled())).allMatch(i -> all.get(i).split() == Split.TRAIN);
      assertThat(Arrays.stream(chosen.unlabelled()))
          .allMatch(i -> all.get(i).split() == Split.TRAIN);
    }
  }

  @Property(tries = 60)
  void batchesHaveTheirExactNumberOfLabelsAndTheRemainderIsNotLost(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.2, max = 0.8) double share,
      @ForAll @IntRange(min = 1, max = 9) int shown) {
    List<Clip> all = clips(120);
    LabelledShare chosen = LabelledShare.of(labels(120, 3), all, train(all), share, seed);
    ClipSampler sampler = ClipSampler.of(all, chosen, 10, shown / 10.0, seed);
    int hidden = 10 - shown;
    int cycle = chosen.unlabelled().length / hidden;
    Set<Integer> heard = new TreeSet<>();
    for (int step = 0; step < 6 * cycle; step++) {
      ClipSampler.Batch batch = sampler.batch(step);
      long labels = IntStream.range(0, 10).filter(row -> batch.labelled()[row]).count();
      assertThat(labels).isEqualTo(shown);
      int[] rest = Arrays.copyOfRange(batch.clips(), shown, 10);
      assertThat(rest).doesNotHaveDuplicates();
      assertThat(Arrays.stream(rest)).noneMatch(chosen::isLabelled);
      Arrays.stream(rest).forEach(heard::add);
      if (step % cycle == cycle - 1 && step < cycle) {
        assertThat(heard).hasSize(cycle * hidden); // without replacement
      }
    }
    // What a cycle's dropped batch leaves out comes in another: clips left out of six are few.
    assertThat(heard.size()).isGreaterThan(chosen.unlabelled().length * 9 / 10);
  }

  /** Two of three clips are for training; every fifth has no label. */
  private static List<Clip> clips(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ClipLists.clip(i, "t" + i, i % 3 == 2 ? Split.TEST : Split.TRAIN))
        .toList();
  }

  private static Labels labels(int count, int classes) {
    return ClipLists.single(count, classes, i -> i % 5 == 0 ? null : i * i % classes);
  }

  private static int[] train(List<Clip> clips) {
    return IntStream.range(0, clips.size())
        .filter(i -> clips.get(i).split() == Split.TRAIN)
        .toArray();
  }
}
