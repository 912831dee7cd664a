package ricercar.augment;

import ricercar.Problem;
import ricercar.random.Stream;

/** Where the views of a clip begin: a pure function of lengths and the stream. */
public enum ViewCutter {
  /** Each view anywhere, drawn on its own (CLMR). Draws: one offset for each view. */
  INDEPENDENT {
    @Override
    long[] within(long clipSamples, int viewSamples, int views, Stream random) {
      long[] offsets = new long[views];
      for (int view = 0; view < views; view++) {
        offsets[view] = below(clipSamples - viewSamples + 1, random);
      }
      return offsets;
    }
  },

  /**
   * Consecutive windows that do not overlap, from one drawn beginning (SemiSupCon, MaCHUP). A clip
   * too short for all of them gives independent windows, as there. Draws: the beginning.
   */
  ADJACENT {
    @Override
    long[] within(long clipSamples, int viewSamples, int views, Stream random) {
      long room = clipSamples - (long) views * viewSamples;
      if (room < 0) {
        return INDEPENDENT.within(clipSamples, viewSamples, views, random);
      }
      long[] offsets = new long[views];
      long first = below(room + 1, random);
      for (int view = 0; view < views; view++) {
        offsets[view] = first + (long) view * viewSamples;
      }
      return offsets;
    }
  };

  /** Whether a clip holds one window at least; those that do not are for the caller to report. */
  public static boolean fits(long clipSamples, int viewSamples) {
    return clipSamples >= viewSamples;
  }

  /**
   * The first sample of each view.
   *
   * @throws Problem when the clip is shorter than one view
   */
  public final long[] offsets(long clipSamples, int viewSamples, int views, Stream random) {
    if (!fits(clipSamples, viewSamples)) {
      throw new Problem(
          "A clip of " + clipSamples + " samples holds no view of " + viewSamples + ".",
          "Leave out clips shorter than one view, or choose a shorter view.");
    }
    return within(clipSamples, viewSamples, views, random);
  }

  abstract long[] within(long clipSamples, int viewSamples, int views, Stream random);

  /** Uniform in {0, …, bound − 1}. */
  private static long below(long bound, Stream random) {
    return (long) (random.nextDouble() * bound);
  }
}
