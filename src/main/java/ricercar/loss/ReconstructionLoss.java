package ricercar.loss;

import java.util.List;
import java.util.function.IntFunction;
import ricercar.Problem;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Reconstruction of codes (report A.2): for each sequence δ times the mean cross-entropy over
 * masked positions plus 1 − δ times that over visible ones, then the mean over the batch. A side
 * without positions adds 0.
 *
 * @param maskedWeight δ
 * @param codebookWeights how much each codebook counts, normalised to sum 1; null: all alike
 */
public record ReconstructionLoss(double maskedWeight, List<Double> codebookWeights) {
  public ReconstructionLoss {
    Problem.unless(
        maskedWeight >= 0 && maskedWeight <= 1,
        "maskedWeight must lie between 0 and 1, but is %s.",
        maskedWeight);
    if (codebookWeights != null) {
      codebookWeights = List.copyOf(codebookWeights);
      Problem.unless(
          codebookWeights.stream().allMatch(w -> w >= 0)
              && codebookWeights.stream().mapToDouble(w -> w).sum() > 0,
          "codebookWeights must not be negative and not all 0: %s.",
          codebookWeights);
    }
  }

  /** EncodecMAE's, for 8 codebooks: the first ones count most. */
  public static ReconstructionLoss encodecMae() {
    return new ReconstructionLoss(
        0.9, List.of(0.2241, 0.1760, 0.1450, 0.1215, 0.1032, 0.0883, 0.0761, 0.0659));
  }

  /**
   * @param total A.2
   * @param masked mean over the batch of the means over masked positions, and visible likewise,
   *     without a graph
   */
  public record Terms(Tensor total, double masked, double visible) {}

  /**
   * @param logits [batch, frames, codebooks, codes]
   * @param codes the true codes, in the order batch, frames, codebooks
   * @param masked per batch and frame
   */
  public Terms of(Tensor logits, long[] codes, boolean[][] masked) {
    IntFunction<Tensor> one = book -> logits.slice(2, book, book + 1).squeeze(2);
    return of(one, (int) logits.size(2), codes, masked);
  }

  /**
   * The same from one codebook's logits after the other, which are freed in between: those of all
   * frames of a song are the largest tensors of a step.
   *
   * @param logits of a codebook: [batch, frames, codes]
   */
  public Terms of(IntFunction<Tensor> logits, int codebooks, long[] codes, boolean[][] masked) {
    int batch = masked.length;
    int frames = masked[0].length;
    if (codes.length != batch * frames * codebooks) {
      throw new IllegalArgumentException(
          "%d codes for %d × %d frames and %d codebooks"
              .formatted(codes.length, batch, frames, codebooks));
    }
    double[] onMasked = new double[batch * frames];
    double[] onVisible = new double[batch * frames];
    for (int b = 0; b < batch; b++) {
      int count = 0;
      for (boolean hidden : masked[b]) {
        count += hidden ? 1 : 0;
      }
      for (int t = 0; t < frames; t++) {
        double[] side = masked[b][t] ? onMasked : onVisible;
        side[b * frames + t] = 1.0 / (masked[b][t] ? count : frames - count) / batch;
      }
    }
    double[] weights = normalised(codebooks);
    Tensor mixed = null;
    for (int book = 0; book < codebooks; book++) {
      Tensor errors = crossEntropy(logits, book, codebooks, codes).mul(weights[book]);
      mixed = mixed == null ? errors : mixed.add(errors);
    }
    Tensor hidden = weighted(mixed, onMasked);
    Tensor seen = weighted(mixed, onVisible);
    Tensor total = hidden.mul(maskedWeight).add(seen.mul(1 - maskedWeight));
    return new Terms(total, hidden.detach().item(), seen.detach().item());
  }

  private double[] normalised(int codebooks) {
    double[] weights = new double[codebooks];
    if (codebookWeights != null && codebookWeights.size() != codebooks) {
      throw new Problem(
          "codebookWeights has %d values for %d codebooks."
              .formatted(codebookWeights.size(), codebooks),
          "Give one for each.");
    }
    double sum =
        codebookWeights == null ? codebooks : codebookWeights.stream().mapToDouble(w -> w).sum();
    for (int q = 0; q < codebooks; q++) {
      weights[q] = (codebookWeights == null ? 1 : codebookWeights.get(q)) / sum;
    }
    return weights;
  }

  /** −log of the probability of each true code of a codebook, [batch · frames]. */
  private static Tensor crossEntropy(
      IntFunction<Tensor> logits, int book, int codebooks, long[] codes) {
    long[] own = new long[codes.length / codebooks];
    for (int row = 0; row < own.length; row++) {
      own[row] = codes[row * codebooks + book];
    }
    return Scope.run(
        () -> {
          Tensor found = logits.apply(book);
          Tensor rows = found.reshape(own.length, found.size(2)).logSoftmax(1);
          return rows.gather(1, Tensor.of(own, own.length, 1)).squeeze(1).neg();
        });
  }

  private static Tensor weighted(Tensor errors, double[] weights) {
    return Scope.run(() -> errors.mul(Tensor.of(weights, weights.length).to(errors.type())).sum());
  }
}
