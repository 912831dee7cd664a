package ricercar.tensor;

/** Factors of positive definite matrices, outside any graph. */
public final class Cholesky {
  private static final Kernel INVERSE_FACTOR =
      Kernel.of(
          "m: Tensor, identity: Tensor) -> Tensor",
          "l = torch.linalg_cholesky(m)",
          "return torch.linalg_solve_triangular(l, identity, upper=False)");

  private Cholesky() {}

  /**
   * The inverse of the lower triangular L of m = L·Lᵀ.
   *
   * @param m [n, n], float64
   */
  public static Tensor inverseFactor(Tensor m) {
    int n = (int) m.size(0);
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return INVERSE_FACTOR.apply(m, Tensor.of(identity, n, n));
  }
}
