package ricercar.nn;

import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Transformer layers, then a LayerNorm, over [batch, tokens, width]. */
public final class Transformer extends Layer {
  private final List<TransformerLayer> layers = new ArrayList<>();
  private final LayerNorm norm;

  public Transformer(TransformerConfig config, Stream random) {
    for (int i = 0; i < config.layers(); i++) {
      layers.add(child("layers." + i, new TransformerLayer(config, random.child("layer", i))));
    }
    norm = child("norm", new LayerNorm(config.width()));
  }

  public Tensor forward(Tensor x, Mode mode) {
    return Scope.run(
        () -> {
          Tensor y = x;
          for (TransformerLayer layer : layers) {
            y = layer.forward(y, mode);
          }
          return norm.forward(y);
        });
  }
}
