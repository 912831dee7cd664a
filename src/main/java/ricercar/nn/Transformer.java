package ricercar.nn;

import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** Transformer layers and a last LayerNorm, over [batch, tokens, width]. */
public final class Transformer extends Layer {
  private final List<TransformerLayer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final TransformerBlock block;

  public Transformer(TransformerConfig config, Stream random) {
    block = config.block();
    FeedForward shared =
        config.sharedFeedForward()
            ? child("feed_forward", new FeedForward(config, random.child("feed-forward")))
            : null;
    for (int i = 0; i < config.layers(); i++) {
      Stream ofLayer = random.child("layer", i);
      layers.add(child("layers." + i, new TransformerLayer(config, shared, ofLayer)));
    }
    norm = child("norm", new LayerNorm(config.width()));
  }

  public Tensor forward(Tensor x, Mode mode) {
    return Scope.run(() -> block.run(x, layers, norm, mode));
  }
}
