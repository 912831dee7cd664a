package ricercar.model;

import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Tensor;

/** Turns views into embeddings. */
public abstract class Encoder extends Layer {
  /**
   * @param input waveforms [batch, 1, samples], or for a token model [batch, frames, input width];
   *     at least {@link #minimumLength} long
   * @return embeddings [batch, width]
   */
  public abstract Tensor forward(Tensor input, Mode mode);

  /** The length of an embedding. */
  public abstract int width();

  /** Of a view: in samples, or for a token model in frames. */
  public abstract int minimumLength();

  /** The longest view that the encoder takes of a sound that long; 0 if there is none. */
  public int usableLength(int length) {
    return length < minimumLength() ? 0 : length;
  }
}
