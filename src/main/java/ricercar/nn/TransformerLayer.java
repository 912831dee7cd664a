package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Attention and a feed-forward net with exact GELU, each added to its input and then normalised
 * (post-norm, as in the original Transformer); the names are PyTorch's.
 */
public final class TransformerLayer extends Layer {
  private final SelfAttention attention;
  private final Linear first;
  private final Linear second;
  private final LayerNorm afterAttention;
  private final LayerNorm afterFeedForward;
  private final double dropout;

  public TransformerLayer(TransformerConfig config, Stream random) {
    int width = config.width();
    dropout = config.dropout();
    attention =
        child(
            "self_attn",
            new SelfAttention(
                width, config.heads(), config.attention(), random.child("attention")));
    first = child("linear1", new Linear(width, config.feedForward(), random.child("first")));
    second = child("linear2", new Linear(config.feedForward(), width, random.child("second")));
    afterAttention = child("norm1", new LayerNorm(width));
    afterFeedForward = child("norm2", new LayerNorm(width));
  }

  public Tensor forward(Tensor x, Mode mode) {
    return Scope.run(
        () -> {
          boolean drops = mode.training();
          Tensor attended = attention.forward(x).dropout(dropout, drops);
          Tensor y = afterAttention.forward(x.add(attended));
          Tensor hidden = first.forward(y).gelu().dropout(dropout, drops);
          Tensor fed = second.forward(hidden).dropout(dropout, drops);
          return afterFeedForward.forward(y.add(fed));
        });
  }
}
