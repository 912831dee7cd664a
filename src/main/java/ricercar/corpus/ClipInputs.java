package ricercar.corpus;

/** What an encoder is given of each clip, step by step in time: its samples, or its tokens. */
public interface ClipInputs {
  Corpus corpus();

  /** Steps of a clip: samples or frames. */
  long length(int clip);

  /** Numbers of one step. */
  int width();

  /** The shape of so many stretches of so many steps as an encoder takes it. */
  long[] shape(int stretches, int steps);

  /** Fills {@code into} with the steps from {@code offset} on, width() numbers each. */
  void read(int clip, long offset, float[] into);

  /** The samples: [stretches, 1, steps]. */
  static ClipInputs samples(Corpus corpus) {
    return new ClipInputs() {
      @Override
      public Corpus corpus() {
        return corpus;
      }

      @Override
      public long length(int clip) {
        return corpus.clips().get(clip).samples();
      }

      @Override
      public int width() {
        return 1;
      }

      @Override
      public long[] shape(int stretches, int steps) {
        return new long[] {stretches, 1, steps};
      }

      @Override
      public void read(int clip, long offset, float[] into) {
        corpus.read(clip, offset, into);
      }
    };
  }
}
