package ricercar.corpus;

/** What an encoder is given of the clips of a corpus. */
public interface ClipInputs extends Inputs {
  Corpus corpus();

  @Override
  default String title() {
    return corpus().name();
  }

  @Override
  default String name(int clip) {
    return corpus().clips().get(clip).id();
  }

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
