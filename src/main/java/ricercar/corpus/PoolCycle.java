package ricercar.corpus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/**
 * A pool of clips cycled in batches without replacement, each cycle in an order of its own. Clips
 * of a track are spread over the cycle, and a batch holds two of one track only where it cannot be
 * helped: they would be taken for different music.
 */
final class PoolCycle {
  private record Cycle(long number, int[] order) {}

  private final List<Clip> clips;
  private final int[] pool;
  private final int rows;
  private final Stream random;

  /** The last even and the last odd cycle, so that readers on both sides of a border are served. */
  private final AtomicReferenceArray<Cycle> recent = new AtomicReferenceArray<>(2);

  PoolCycle(List<Clip> clips, int[] pool, int rows, Stream random) {
    TrainingOnly.check(clips, pool);
    this.clips = clips;
    this.pool = pool.clone();
    this.rows = rows;
    this.random = random;
  }

  /** Batches until the pool is used up; 1 where it is smaller than a batch. */
  long batchesPerCycle() {
    return Math.max(1, pool.length / rows);
  }

  /** The rows of a step. A pool smaller than a batch goes round within it. */
  int[] rows(long step) {
    if (pool.length >= rows) {
      int first = (int) (step % batchesPerCycle()) * rows;
      return Arrays.copyOfRange(order(step / batchesPerCycle()), first, first + rows);
    }
    int laps = (rows + pool.length - 1) / pool.length;
    return IntStream.range(0, laps)
        .flatMap(lap -> Arrays.stream(spread(step * laps + lap)))
        .limit(rows)
        .toArray();
  }

  private int[] order(long number) {
    int slot = (int) (number & 1);
    Cycle cycle = recent.get(slot);
    if (cycle == null || cycle.number() != number) {
      cycle = new Cycle(number, partTracks(spread(number)));
      recent.set(slot, cycle);
    }
    return cycle.order();
  }

  /**
   * A random order in which the j-th of a track's n clips falls at (j + u) / n of the way, u
   * uniform per track; with one clip per track this is a plain shuffle.
   */
  private int[] spread(long number) {
    Stream draw = random.child("cycle", number);
    Map<String, Integer> sizes = new HashMap<>();
    for (int clip : pool) {
      sizes.merge(clips.get(clip).track(), 1, Integer::sum);
    }
    Map<String, Double> next = new HashMap<>();
    double[] place = new double[pool.length];
    for (int i : draw.permutation(pool.length)) {
      String track = clips.get(pool[i]).track();
      Double turn = next.get(track);
      turn = turn == null ? draw.nextDouble() : turn + 1;
      next.put(track, turn);
      place[i] = turn / sizes.get(track);
    }
    return IntStream.range(0, pool.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> place[i]).thenComparing(i -> i))
        .mapToInt(i -> pool[i])
        .toArray();
  }

  /** Fills batch after batch with the first clip left whose track is not in the batch yet. */
  private int[] partTracks(int[] order) {
    int[] parted = new int[(int) batchesPerCycle() * rows];
    int end = order.length;
    int[] after = IntStream.rangeClosed(1, end + 1).toArray();
    // A linked list over the places of the order; place −1, its head, is kept at the last index.
    int head = end;
    after[head] = 0;
    Set<String> present = new HashSet<>();
    for (int k = 0; k < parted.length; k++) {
      if (k % rows == 0) {
        present.clear();
      }
      int before = head;
      while (after[before] < end && present.contains(clips.get(order[after[before]]).track())) {
        before = after[before];
      }
      if (after[before] >= end) {
        before = head;
      }
      parted[k] = order[after[before]];
      after[before] = after[after[before]];
      present.add(clips.get(parted[k]).track());
    }
    return parted;
  }
}
