package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Attention and a feed-forward net, each added to its input and then normalised (post-norm, as in
 * the original Transformer); the names are PyTorch's.
 */
public final class TransformerLayer extends Layer {
  private final SelfAttention attention;
  private final FeedForward feedForward;
  private final LayerNorm afterAttention;
  private final LayerNorm afterFeedForward;
  private final double dropout;

  public TransformerLayer(TransformerConfig config, Stream random) {
    this(config, null, random);
  }

  /**
   * @param shared the feed-forward net of all layers, whose weights are not this layer's; null for
   *     one of its own
   */
  TransformerLayer(TransformerConfig config, FeedForward shared, Stream random) {
    int width = config.width();
    dropout = config.dropout();
    attention =
        child(
            "self_attn",
            new SelfAttention(
                width,
                config.heads(),
                config.attention(),
                config.attentionBias(),
                random.child("attention")));
    feedForward = shared == null ? new FeedForward(config, random) : shared;
    if (shared == null) {
      child("linear1", feedForward.first);
      child("linear2", feedForward.second);
    }
    afterAttention = child("norm1", new LayerNorm(width));
    afterFeedForward = child("norm2", new LayerNorm(width));
  }

  public Tensor forward(Tensor x, Mode mode) {
    return Scope.run(
        () -> {
          Tensor y = afterAttention.forward(x.add(attended(x, mode)));
          return afterFeedForward.forward(y.add(fed(y, mode)));
        });
  }

  /**
   * The two streams of ResiDual (Xie et al. 2023).
   *
   * @param normed as in post-norm
   * @param sum of the input and what every attention and feed-forward net added, never normalised
   */
  record Streams(Tensor normed, Tensor sum) {}

  Streams forward(Streams x, Mode mode) {
    try (Scope scope = Scope.open()) {
      Tensor attended = attended(x.normed, mode);
      Tensor y = afterAttention.forward(x.normed.add(attended));
      Tensor fed = fed(y, mode);
      Tensor normed = scope.keep(afterFeedForward.forward(y.add(fed)));
      return new Streams(normed, scope.keep(x.sum.add(attended).add(fed)));
    }
  }

  private Tensor attended(Tensor x, Mode mode) {
    return attention.forward(x).dropout(dropout, mode.training());
  }

  private Tensor fed(Tensor x, Mode mode) {
    return feedForward.forward(x, mode).dropout(dropout, mode.training());
  }
}
