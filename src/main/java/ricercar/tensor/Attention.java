package ricercar.tensor;

/** Scaled dot-product attention (Vaswani et al. 2017) by libtorch's fused kernel. */
public final class Attention {
  private Attention() {}

  /**
   * softmax(q·kᵀ / √d)·v.
   *
   * @param query [batch, heads, queries, d]; key and value [batch, heads, keys, d]
   */
  public static Tensor scaledDotProduct(Tensor query, Tensor key, Tensor value) {
    return Kernel.of(
            "q: Tensor, k: Tensor, v: Tensor) -> Tensor",
            "return torch.scaled_dot_product_attention(q, k, v)")
        .apply(query, key, value);
  }
}
