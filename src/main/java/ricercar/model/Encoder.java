package ricercar.model;

import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.tensor.Tensor;

/** Turns views into embeddings. */
public abstract class Encoder extends Layer {
  /**
   * @param waveforms [batch, 1, samples], at least {@link #minimumSamples} long
   * @return embeddings [batch, width]
   */
  public abstract Tensor forward(Tensor waveforms, Mode mode);

  /** The length of an embedding. */
  public abstract int width();

  public abstract int minimumSamples();
}
