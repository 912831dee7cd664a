package ricercar.train;

import ricercar.tensor.Tensor;

/**
 * The views of one step, row by row: all views of the first clip, then those of the second.
 *
 * @param clip the corpus's clip index of each view
 * @param labelled whether the view may show its clip's labels
 * @param samples [views · viewSamples]
 */
public record Batch(long step, int[] clip, boolean[] labelled, float[] samples) {
  public int views() {
    return clip.length;
  }

  /** [views, 1, viewSamples], owned by the open scope. */
  public Tensor waveforms() {
    return Tensor.of(samples, views(), 1, samples.length / views());
  }
}
