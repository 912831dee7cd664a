package ricercar.train;

import java.util.stream.LongStream;
import ricercar.Problem;
import ricercar.tensor.Tensor;

/**
 * Rows of a batch with two views of each clip.
 *
 * @param clips how many
 */
record ViewPairs(int clips) {
  static ViewPairs of(Batch batch) {
    int[] clip = batch.clip();
    boolean paired = clip.length % 2 == 0;
    for (int i = 0; paired && i < clip.length; i += 2) {
      paired = clip[i] == clip[i + 1];
    }
    Problem.unless(paired, "This objective needs views.viewsPerClip: 2.");
    return new ViewPairs(clip.length / 2);
  }

  /** The first view of each clip: [2 · clips, …] → [clips, …]. */
  Tensor first(Tensor rows) {
    return rows.select(0, index(LongStream.range(0, clips).map(i -> 2 * i)));
  }

  /** The second view of each clip. */
  Tensor second(Tensor rows) {
    return rows.select(0, index(LongStream.range(0, clips).map(i -> 2 * i + 1)));
  }

  /** Each view at the place of the other: [2 · clips, …] → the same. */
  Tensor swapped(Tensor rows) {
    return rows.select(0, index(LongStream.range(0, 2L * clips).map(i -> i ^ 1)));
  }

  private static Tensor index(LongStream places) {
    long[] all = places.toArray();
    return Tensor.of(all, all.length);
  }
}
