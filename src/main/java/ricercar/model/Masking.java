package ricercar.model;

import java.util.Arrays;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Which frames of a sequence stay visible; the others are dropped. As many stay as (1 − ratio) ·
 * frames says, rounded down, so that sequences of one batch are equally long.
 */
public sealed interface Masking {
  /**
   * The visible frames, in an order of no meaning.
   *
   * @param maskRatio share of the frames to drop, below 1
   */
  long[] visible(int frames, double maskRatio, Stream random);

  /** Single frames, all alike likely (MaCHUP). */
  record Tokens() implements Masking {
    @Override
    public long[] visible(int frames, double maskRatio, Stream random) {
      int[] order = random.permutation(frames);
      return Arrays.stream(order, 0, count(frames, maskRatio)).asLongStream().toArray();
    }
  }

  /**
   * Stretches of neighbouring frames (EncodecMAE has 15). The sequence is cut into stretches from a
   * drawn beginning, and as many are dropped as it takes, the last one in part.
   *
   * @param length frames of a stretch; 15 if null
   */
  record Spans(Integer length) implements Masking {
    public Spans {
      length = length == null ? 15 : length;
      Problem.unless(length > 0, "A span's length must be positive, but is %d.", length);
    }

    @Override
    public long[] visible(int frames, double maskRatio, Stream random) {
      int left = frames - count(frames, maskRatio);
      int shift = random.nextInt(length);
      boolean[] dropped = new boolean[frames];
      for (int span : random.permutation((frames + shift + length - 1) / length)) {
        int from = span * length - shift;
        for (int t = Math.max(0, from); t < Math.min(frames, from + length) && left > 0; t++) {
          dropped[t] = true;
          left--;
        }
      }
      long[] visible = new long[count(frames, maskRatio)];
      int next = 0;
      for (int t = 0; t < frames; t++) {
        if (!dropped[t]) {
          visible[next++] = t;
        }
      }
      return visible;
    }
  }

  /** Nothing is dropped, whatever the ratio. */
  record None() implements Masking {
    @Override
    public long[] visible(int frames, double maskRatio, Stream random) {
      long[] all = new long[frames];
      Arrays.setAll(all, t -> t);
      return all;
    }
  }

  private static int count(int frames, double maskRatio) {
    Problem.unless(
        maskRatio >= 0 && maskRatio < 1, "maskRatio must lie in [0, 1), but is %s.", maskRatio);
    int count = (int) ((1 - maskRatio) * frames + 1e-9);
    Problem.unless(count > 0, "A maskRatio of %s leaves none of %d frames.", maskRatio, frames);
    return count;
  }
}
