package ricercar.nn;

import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Multi-head self-attention over [batch, tokens, width], with the names of PyTorch's
 * MultiheadAttention: the rows of {@code in_proj_weight} are query, key and value.
 */
public final class SelfAttention extends Layer {
  private final Tensor weight;
  private final Tensor bias;
  private final Linear out;
  private final int heads;
  private final AttentionKind kind;

  /**
   * @param biased whether its linear maps have biases
   */
  public SelfAttention(int width, int heads, AttentionKind kind, boolean biased, Stream random) {
    Problem.unless(
        heads > 0 && width % heads == 0,
        "A width of %d does not divide by %d heads.",
        width,
        heads);
    this.heads = heads;
    this.kind = kind;
    // Glorot and Bengio's bound for a matrix of 3·width × width, as in PyTorch.
    Initial initial = Initial.between(random.child("in"), Math.sqrt(6.0 / (4 * width)));
    weight = parameter("in_proj_weight", initial, 3L * width, width);
    bias = biased ? parameter("in_proj_bias", Initial.ZEROS, 3L * width) : null;
    Stream ofOut = random.child("out");
    out =
        child(
            "out_proj",
            biased ? new Linear(width, width, ofOut) : Linear.withoutBias(width, width, ofOut));
  }

  public Tensor forward(Tensor x) {
    return Scope.run(
        () -> {
          long batch = x.size(0);
          long tokens = x.size(1);
          long width = x.size(2);
          Tensor parts =
              x.linear(weight, bias)
                  .reshape(batch, tokens, 3, heads, width / heads)
                  .permute(2, 0, 3, 1, 4);
          Tensor mixed = kind.attend(part(parts, 0), part(parts, 1), part(parts, 2));
          return out.forward(mixed.transpose(1, 2).reshape(batch, tokens, width));
        });
  }

  private static Tensor part(Tensor parts, int index) {
    return parts.slice(0, index, index + 1).squeeze(0);
  }
}
