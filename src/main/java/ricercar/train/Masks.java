package ricercar.train;

import java.util.Arrays;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.random.Stream;

/**
 * The visible frames of each view of a batch.
 *
 * @param visible equally many for each view, in any order
 * @param frames of the unmasked sequence
 */
record Masks(long[][] visible, int frames) {
  /** A function of the seed, the step and the number of the view. */
  static Masks of(Masking masking, MaskRatio ratio, Batch batch, int frames, long seed) {
    long[][] visible = new long[batch.views()][];
    double share = ratio.at(batch.step());
    for (int view = 0; view < visible.length; view++) {
      Stream random = Stream.of(seed, "mask", batch.step(), view);
      visible[view] = masking.visible(frames, share, random);
    }
    return new Masks(visible, frames);
  }

  /** Per view and frame. */
  boolean[][] masked() {
    boolean[][] masked = new boolean[visible.length][frames];
    for (int view = 0; view < visible.length; view++) {
      Arrays.fill(masked[view], true);
      for (long frame : visible[view]) {
        masked[view][(int) frame] = false;
      }
    }
    return masked;
  }
}
