package ricercar.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/** Clips without sound, for whatever only counts them. */
final class ClipLists {
  private ClipLists() {}

  static List<Clip> train(int count, int clipsPerTrack) {
    return IntStream.range(0, count)
        .mapToObj(i -> clip(i, "track" + i / clipsPerTrack, Split.TRAIN))
        .toList();
  }

  static Clip clip(int i, String track, Split split) {
    return new Clip("clip" + i, track, track, split, 1, Map.of());
  }

  static int[] all(List<Clip> clips) {
    return IntStream.range(0, clips.size()).toArray();
  }

  static Labels single(int count, int classes, IntFunction<Integer> classOf) {
    int[][] active = new int[count][];
    for (int i = 0; i < count; i++) {
      Integer c = classOf.apply(i);
      active[i] = c == null ? null : new int[] {c};
    }
    return new Labels(new Task("style", Task.Kind.SINGLE_LABEL, names(classes)), active);
  }

  /** Tags with frequencies from 45 % down to 1 %, half of the neighbours tied to each other. */
  static Labels longTailTags(int count, int tags, long seed) {
    Stream random = Stream.of(seed, "tags");
    int[][] active = new int[count][];
    for (int i = 0; i < count; i++) {
      List<Integer> present = new ArrayList<>();
      for (int tag = 0; tag < tags; tag++) {
        double frequency = 0.45 * Math.pow(1 / 45.0, tag / (tags - 1.0));
        boolean follows = present.contains(tag - 1) && random.chance(0.5);
        if (follows || random.chance(frequency)) {
          present.add(tag);
        }
      }
      active[i] = present.stream().mapToInt(Integer::intValue).toArray();
    }
    return new Labels(new Task("tags", Task.Kind.MULTI_LABEL, names(tags)), active);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "class" + i).toList();
  }
}
