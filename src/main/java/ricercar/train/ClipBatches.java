package ricercar.train;

import ricercar.corpus.ClipSampler;

/** Which clips each step sees, without their sound: for tokens that come from a cache. */
public record ClipBatches(ClipSampler sampler, int viewsPerClip) implements Batches {
  private static final float[] NO_SOUND = {};

  @Override
  public Batch at(long step) {
    ClipSampler.Batch rows = sampler.batch(step);
    int views = rows.clips().length * viewsPerClip;
    int[] clip = new int[views];
    boolean[] labelled = new boolean[views];
    for (int i = 0; i < views; i++) {
      clip[i] = rows.clips()[i / viewsPerClip];
      labelled[i] = rows.labelled()[i / viewsPerClip];
    }
    return new Batch(step, clip, labelled, NO_SOUND);
  }
}
