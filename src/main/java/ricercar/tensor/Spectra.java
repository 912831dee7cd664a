package ricercar.tensor;

/** Short-time spectra inside a graph. */
public final class Spectra {
  private Spectra() {}

  /**
   * |STFT|² with a periodic Hann window of {@code fftSize} and centred, mirrored edges.
   *
   * @param x [batch, samples]
   * @return [batch, fftSize / 2 + 1, 1 + samples / hop]
   */
  public static Tensor power(Tensor x, int fftSize, int hop) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "w = torch.hann_window(%d, True, dtype=ops.prim.dtype(x), layout=None, device=ops.prim.device(x), pin_memory=None)"
                .formatted(fftSize),
            "p = torch.reflection_pad1d(torch.unsqueeze(x, 1), [%d, %d])"
                .formatted(fftSize / 2, fftSize / 2),
            "s = torch.stft(torch.squeeze(p, 1), %d, %d, %d, w, False, True, True)"
                .formatted(fftSize, hop, fftSize),
            "r = torch.view_as_real(s)",
            "a = torch.select(r, 3, 0)",
            "b = torch.select(r, 3, 1)",
            "return torch.add(torch.mul(a, a), torch.mul(b, b))")
        .apply(x);
  }
}
