package ricercar.nn;

import ricercar.Problem;

/**
 * The shape of a Transformer; what is left out is PyTorch's encoder with exact GELU.
 *
 * @param feedForward width of the hidden layer of the feed-forward nets
 * @param dropout rate, in training only; 0.1 if null
 * @param attention softmax if null
 * @param block post-norm if null
 * @param activation GELU if null
 * @param sharedFeedForward whether all layers have one feed-forward net together; not if null
 * @param attentionBias whether attention's linear maps have biases; they have if null
 */
public record TransformerConfig(
    int layers,
    int width,
    int heads,
    int feedForward,
    Double dropout,
    AttentionKind attention,
    TransformerBlock block,
    Activation activation,
    Boolean sharedFeedForward,
    Boolean attentionBias) {
  public TransformerConfig {
    dropout = dropout == null ? 0.1 : dropout;
    attention = attention == null ? AttentionKind.SOFTMAX : attention;
    block = block == null ? TransformerBlock.POST_NORM : block;
    activation = activation == null ? Activation.GELU : activation;
    sharedFeedForward = sharedFeedForward != null && sharedFeedForward;
    attentionBias = attentionBias == null || attentionBias;
    Problem.unless(
        layers > 0 && width > 0 && heads > 0 && feedForward > 0,
        "A Transformer's layers, width, heads and feedForward must be positive: %d, %d, %d, %d.",
        layers,
        width,
        heads,
        feedForward);
    Problem.unless(width % heads == 0, "A width of %d does not divide by %d heads.", width, heads);
    Problem.unless(dropout >= 0 && dropout < 1, "A dropout of %s is not between 0 and 1.", dropout);
  }

  public TransformerConfig(
      int layers, int width, int heads, int feedForward, Double dropout, AttentionKind attention) {
    this(layers, width, heads, feedForward, dropout, attention, null, null, null, null);
  }
}
