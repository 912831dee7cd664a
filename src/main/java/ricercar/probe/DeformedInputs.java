package ricercar.probe;

import ricercar.augment.Deformation;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.random.Stream;

/**
 * The samples of clips, each deformed as a whole. The same clip is deformed alike every time, so
 * that encoders are asked about the same sounds. Each thread keeps its last clip.
 */
final class DeformedInputs implements ClipInputs {
  private record Kept(int clip, float[] samples) {}

  private final Corpus corpus;
  private final ClipInputs clean;
  private final Deformation deformation;
  private final double amount;
  private final ThreadLocal<Kept> last = new ThreadLocal<>();

  DeformedInputs(Corpus corpus, Deformation deformation, double amount) {
    this.corpus = corpus;
    this.clean = ClipInputs.samples(corpus);
    this.deformation = deformation;
    this.amount = amount;
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
    Kept kept = last.get();
    if (kept == null || kept.clip != clip) {
      Stream random = Stream.of(0, "deformation " + deformation, clip);
      float[] samples = deformation.apply(corpus.read(clip), corpus.sampleRate(), amount, random);
      kept = new Kept(clip, samples);
      last.set(kept);
    }
    return kept.samples;
  }
}
