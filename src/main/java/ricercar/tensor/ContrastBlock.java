package ricercar.tensor;

/**
 * A block of anchors of a contrastive loss with its gradient, in as few passes over the pairs as
 * there can be: the gradient of a softmax is known beforehand, so nothing is recorded or kept.
 */
public final class ContrastBlock {
  private static final Kernel BLOCK =
      Kernel.of(
          "a: Tensor, o: Tensor, excluded: Tensor, shares: Tensor, w: Tensor, loss: Tensor,"
              + " ga: Tensor, go: Tensor) -> Tensor",
          "s = torch.matmul(a, torch.t(o))",
          "_0 = torch.masked_fill_(s, excluded, -1.0000000000000000e+30)",
          "l = torch.log_softmax(s, 1)",
          "_1 = torch.sub_(loss, torch.dot(torch.flatten(shares), torch.flatten(l)))",
          "g = torch.exp_(l)",
          "_2 = torch.mul_(g, w)",
          "_3 = torch.sub_(g, shares)",
          "_4 = torch.copy_(ga, torch.matmul(g, o))",
          "_5 = torch.add_(go, torch.matmul(torch.t(g), a))",
          "return loss");

  private ContrastBlock() {}

  /**
   * Adds {@code −Σ shares · log softmax(a·oᵀ)} to {@code loss}, all outside any graph.
   *
   * @param anchors a [rows, width]
   * @param others o [all, width]
   * @param excluded [rows, all], true for pairs that stand in no denominator
   * @param shares [rows, all], 0 for excluded pairs
   * @param weights [rows, 1], the sums of the rows of {@code shares}
   * @param loss a scalar, added to
   * @param anchorSlopes [rows, width], overwritten by the gradient with respect to a
   * @param otherSlopes [all, width], to which the gradient with respect to o is added
   */
  public static void add(
      Tensor anchors,
      Tensor others,
      Tensor excluded,
      Tensor shares,
      Tensor weights,
      Tensor loss,
      Tensor anchorSlopes,
      Tensor otherSlopes) {
    BLOCK.run(
        Kernel.value(anchors),
        Kernel.value(others),
        Kernel.value(excluded),
        Kernel.value(shares),
        Kernel.value(weights),
        Kernel.value(loss),
        Kernel.value(anchorSlopes),
        Kernel.value(otherSlopes));
  }
}
