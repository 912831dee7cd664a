package ricercar.augment;

import ricercar.random.Stream;

/**
 * A change of sound that a representation should not mind.
 *
 * <p>Pure: the result is a function of the samples, the sample rate and the stream's key and
 * position alone. Draws come from the given stream only, in the order that each class documents, so
 * "view 2 of clip 17 at step 900" can be made again and heard.
 */
public interface Augmentation {
  String name();

  /**
   * The changed sound, of the same length.
   *
   * @param samples mono, nominally in [-1, 1]; never written to
   * @param sampleRate in Hz
   * @return a fresh array; may exceed [-1, 1]
   */
  float[] apply(float[] samples, int sampleRate, Stream random);
}
