package ricercar.nn;

import java.util.List;
import ricercar.tensor.Tensor;

/** How layers are joined. */
public enum TransformerBlock {
  /** Each layer normalises its sums; a last norm follows. */
  POST_NORM {
    @Override
    Tensor run(Tensor x, List<TransformerLayer> layers, LayerNorm last, Mode mode) {
      Tensor y = x;
      for (TransformerLayer layer : layers) {
        y = layer.forward(y, mode);
      }
      return last.forward(y);
    }
  },

  /**
   * ResiDual (Xie et al. 2023): beside the post-norm stream runs a plain sum, normalised at the end
   * and added to it.
   */
  RESIDUAL {
    @Override
    Tensor run(Tensor x, List<TransformerLayer> layers, LayerNorm last, Mode mode) {
      TransformerLayer.Streams streams = new TransformerLayer.Streams(x, x);
      for (TransformerLayer layer : layers) {
        streams = layer.forward(streams, mode);
      }
      return streams.normed().add(last.forward(streams.sum()));
    }
  };

  abstract Tensor run(Tensor x, List<TransformerLayer> layers, LayerNorm last, Mode mode);
}
