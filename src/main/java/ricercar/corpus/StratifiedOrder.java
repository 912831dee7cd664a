package ricercar.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/**
 * Orders labelled clips so that every prefix holds the classes in nearly the proportions of the
 * whole. Prefixes are nested by nature, so a share of labels is a prefix.
 */
final class StratifiedOrder {
  /** How many of the neediest tag's next clips compete for a place. */
  private static final int RIVALS = 16;

  private StratifiedOrder() {}

  /** Orders {@code clips}, all of which must be labelled. */
  static int[] of(Labels labels, int[] clips, Stream random) {
    return labels.task().kind() == Task.Kind.SINGLE_LABEL
        ? singleLabel(labels, clips, random)
        : multiLabel(labels, clips, random);
  }

  /**
   * Tijdeman's solution of the chairman assignment problem (Discrete Mathematics 32, 1980): in
   * every prefix of length k a class that makes up the share q of the whole has between kq − 1 and
   * kq + 1 clips. Which clips of a class come first is drawn.
   */
  private static int[] singleLabel(Labels labels, int[] clips, Stream random) {
    int classes = labels.task().classes().size();
    List<List<Integer>> queues = queues(classes);
    for (int i : random.child("clips").permutation(clips.length)) {
      queues.get(labels.classOf(clips[i])).add(clips[i]);
    }
    int[] size = queues.stream().mapToInt(List::size).toArray();
    int[] tieBreak = random.child("ties").permutation(classes);
    int[] taken = new int[classes];
    int[] order = new int[clips.length];
    for (int k = 1; k <= order.length; k++) {
      int next = mostUrgent(size, taken, k, order.length, tieBreak);
      order[k - 1] = queues.get(next).get(taken[next]++);
    }
    return order;
  }

  /** Of the classes far enough behind, the one that must be served soonest. */
  private static int mostUrgent(int[] size, int[] taken, long k, long total, int[] tieBreak) {
    long kinds = Math.max(2, Arrays.stream(size).filter(n -> n > 0).count());
    double slack = total / (2.0 * kinds - 2);
    int next = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int c : tieBreak) {
      long behind = k * size[c] - taken[c] * total;
      double deadline = (total - slack - behind) / size[c];
      if (taken[c] < size[c] && behind >= slack && deadline < nearest) {
        nearest = deadline;
        next = c;
      }
    }
    return next;
  }

  /**
   * Greedy: the tag that lags furthest behind its share of the prefix is served next (the rarer one
   * of equals), by that one of its next few clips in a drawn order that leaves all tags closest to
   * their shares. "No tag at all" counts as a tag.
   */
  private static int[] multiLabel(Labels labels, int[] clips, Stream random) {
    List<List<Integer>> queues = queues(labels.task().classes().size() + 1);
    for (int i : random.child("clips").permutation(clips.length)) {
      for (int tag : tagsOf(labels, clips[i])) {
        queues.get(tag).add(clips[i]);
      }
    }
    TagBalance balance = new TagBalance(queues, clips.length);
    Set<Integer> used = new HashSet<>();
    int[] order = new int[clips.length];
    for (int k = 0; k < order.length; k++) {
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int rival : rivals(queues.get(balance.neediest()), used)) {
        double cost = balance.cost(tagsOf(labels, rival));
        if (cost < least) {
          least = cost;
          best = rival;
        }
      }
      order[k] = best;
      used.add(best);
      balance.take(tagsOf(labels, best));
    }
    return order;
  }

  /** The next few unused clips of a queue, which forgets the used ones on the way. */
  private static List<Integer> rivals(List<Integer> queue, Set<Integer> used) {
    List<Integer> rivals = new ArrayList<>(RIVALS);
    while (!queue.isEmpty() && rivals.size() < RIVALS) {
      int clip = queue.remove(queue.size() - 1);
      if (!used.contains(clip)) {
        rivals.add(clip);
      }
    }
    for (int i = rivals.size() - 1; i >= 0; i--) {
      queue.add(rivals.get(i));
    }
    return rivals;
  }

  private static int[] tagsOf(Labels labels, int clip) {
    int[] active = labels.active()[clip];
    return active.length > 0 ? active : new int[] {labels.task().classes().size()};
  }

  private static List<List<Integer>> queues(int count) {
    return IntStream.range(0, count).<List<Integer>>mapToObj(i -> new ArrayList<>()).toList();
  }

  /** How far each tag is ahead of or behind its share of the prefix. */
  private static final class TagBalance {
    private final int[] size;
    private final int total;
    private final int[] taken;
    private int prefix = 1;

    TagBalance(List<List<Integer>> queues, int total) {
      this.size = queues.stream().mapToInt(List::size).toArray();
      this.total = total;
      this.taken = new int[size.length];
    }

    private double behind(int tag) {
      return (double) prefix * size[tag] / total - taken[tag];
    }

    int neediest() {
      int neediest = -1;
      for (int tag = 0; tag < size.length; tag++) {
        if (taken[tag] < size[tag] && (neediest < 0 || before(tag, neediest))) {
          neediest = tag;
        }
      }
      return neediest;
    }

    private boolean before(int tag, int other) {
      int byNeed = Double.compare(behind(tag), behind(other));
      return byNeed > 0 || byNeed == 0 && size[tag] < size[other];
    }

    /** Change of the summed squared distances from the shares, were these tags taken. */
    double cost(int[] tags) {
      return Arrays.stream(tags).mapToDouble(tag -> 1 - 2 * behind(tag)).sum();
    }

    void take(int[] tags) {
      for (int tag : tags) {
        taken[tag]++;
      }
      prefix++;
    }
  }
}
