package ricercar.probe;

import java.util.Arrays;
import ricercar.Progress;
import ricercar.augment.Deformation;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.DerivedClips;
import ricercar.random.Stream;

/**
 * The samples of clips, each deformed as a whole. The same clip is deformed alike every time, so
 * that encoders are asked about the same sounds. Each thread keeps its last clip.
 */
final class DeformedInputs implements ClipInputs {
  private record Last(int clip, float[] samples) {}

  private final Corpus corpus;
  private final ClipInputs clean;
  private final Deformation deformation;
  private final double amount;
  private final ThreadLocal<Last> last = new ThreadLocal<>();

  DeformedInputs(Corpus corpus, Deformation deformation, double amount) {
    this.corpus = corpus;
    this.clean = ClipInputs.samples(corpus);
    this.deformation = deformation;
    this.amount = amount;
  }

  /** Of these clips; what is slow to make is made first, on all cores, and kept in the cache. */
  static ClipInputs of(
      Corpus corpus, int[] clips, Deformation deformation, double amount, Progress progress) {
    DeformedInputs fresh = new DeformedInputs(corpus, deformation, amount);
    if (!deformation.slow()) {
      return fresh;
    }
    String how = "%s %s".formatted(Robustness.name(deformation), amount);
    return new Kept(corpus, clips, DerivedClips.of(corpus, clips, how, fresh::make, progress));
  }

  /**
   * @param clips of the corpus, ascending, and in this order those of the store
   */
  private record Kept(Corpus corpus, int[] clips, Corpus store) implements ClipInputs {
    @Override
    public long length(int clip) {
      return store.clips().get(place(clip)).samples();
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public long[] shape(int stretches, int steps) {
      return ClipInputs.samples(store).shape(stretches, steps);
    }

    @Override
    public void read(int clip, long offset, float[] into) {
      store.read(place(clip), offset, into);
    }

    private int place(int clip) {
      return Arrays.binarySearch(clips, clip);
    }
  }

  @Override
  public Corpus corpus() {
    return corpus;
  }

  @Override
  public long length(int clip) {
    return samples(clip).length;
  }

  @Override
  public int width() {
    return clean.width();
  }

  @Override
  public long[] shape(int stretches, int steps) {
    return clean.shape(stretches, steps);
  }

  @Override
  public void read(int clip, long offset, float[] into) {
    System.arraycopy(samples(clip), Math.toIntExact(offset), into, 0, into.length);
  }

  private float[] samples(int clip) {
    Last kept = last.get();
    if (kept == null || kept.clip != clip) {
      kept = new Last(clip, make(clip));
      last.set(kept);
    }
    return kept.samples;
  }

  private float[] make(int clip) {
    Stream random = Stream.of(0, "deformation " + deformation, clip);
    return deformation.apply(corpus.read(clip), corpus.sampleRate(), amount, random);
  }
}
