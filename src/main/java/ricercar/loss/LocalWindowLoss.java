package ricercar.loss;

import java.util.List;
import ricercar.Problem;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Hierarchical contrast with a local window (report A.2, second iteration; figure A.3). Anchors are
 * the views' global vectors and their frames' local ones. Positives of a global vector are those of
 * the same clip's other views; positives of a local vector are the local ones of its own view whose
 * frames lie within half a window. Other local vectors of the view are neutral: they stand in
 * neither sum. Everything else is negative.
 *
 * <p>Similarities are made in blocks of rows, and their gradient with them, so that memory grows
 * with the number of anchors and not with its square.
 *
 * @param temperature τ
 * @param windowFrames the window's width in frames of the unmasked sequence
 * @param globalAnchorWeight share of the mean over global anchors in the loss, the rest being the
 *     mean over local ones; null: the plain mean over all anchors
 * @param ownNegativeWeight how much the pairs of a global vector and its own view's local ones
 *     count among the negatives: 1 hard, below it soft
 */
public record LocalWindowLoss(
    double temperature, double windowFrames, Double globalAnchorWeight, double ownNegativeWeight) {
  private static final double NEVER = -1e30;
  private static final int PAIRS_AT_ONCE = 1 << 22;

  public LocalWindowLoss {
    Similarities.requireTemperature(temperature);
    Problem.unless(windowFrames >= 0, "The window must not be negative, but is %s.", windowFrames);
    Problem.unless(
        globalAnchorWeight == null || globalAnchorWeight >= 0 && globalAnchorWeight <= 1,
        "globalAnchorWeight must lie between 0 and 1, but is %s.",
        globalAnchorWeight);
    Problem.unless(
        ownNegativeWeight >= 0 && ownNegativeWeight <= 1,
        "ownNegativeWeight must lie between 0 and 1, but is %s.",
        ownNegativeWeight);
  }

  /** Hard negatives, and global and local anchors that count half each. */
  public static LocalWindowLoss balanced(double temperature, double windowFrames) {
    return new LocalWindowLoss(temperature, windowFrames, 0.5, 1);
  }

  /**
   * @param global [views, width]
   * @param local [views, tokens, width]
   * @param clips the clip of each view
   * @param frames the frame of each token in the unmasked sequence, in the order of {@code local}
   * @return the loss, a scalar whose gradient reaches both
   */
  public Tensor of(Tensor global, Tensor local, int[] clips, long[][] frames) {
    int views = clips.length;
    int tokens = frames[0].length;
    if (global.size(0) != views || local.size(0) != views || local.size(1) != tokens) {
      throw new IllegalArgumentException(
          global + " and " + local + " for " + views + " views of " + tokens + " tokens");
    }
    return Scope.run(
        () -> {
          long width = global.size(1);
          Tensor all = Tensor.concat(0, List.of(global, local.reshape(-1, width))).normalize(1);
          Tensor[] found = new Tensor[2];
          Gradients.without(
              () -> {
                Anchors anchors = new Anchors(clips, frames, all.type());
                blocks(all.detach(), anchors, found);
                return null;
              });
          // The value of the loss with the gradient that was found beside it.
          Tensor linear = all.mul(found[1]).sum();
          return linear.sub(linear.detach()).add(found[0]);
        });
  }

  /**
   * What the vectors of a batch are to each other (the report's figure A.3), from the masks that
   * the loss itself is made with. Memory grows with the square of the vectors: for drawings.
   *
   * @param clips the clip of each view
   * @param frames the frame of each token in the unmasked sequence, view after view
   * @return [anchor][other]; the global vectors of all views first, then the local ones, view after
   *     view
   */
  public Pair[][] pairs(int[] clips, long[][] frames) {
    try (Scope scope = Scope.open()) {
      Anchors anchors = new Anchors(clips, frames, DType.FLOAT32);
      int count = anchors.count();
      Tensor positives = anchors.positives(0, count, windowFrames);
      // A weight of 0 would hide soft negatives among the neutrals.
      float[] candidates = anchors.candidates(0, count, positives, 1).toFloats();
      float[] positive = positives.toFloats();
      Pair[][] pairs = new Pair[count][count];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          int at = i * count + j;
          Pair other = candidates[at] > 0 ? Pair.NEGATIVE : Pair.NEUTRAL;
          Pair compared = positive[at] > 0 ? Pair.POSITIVE : other;
          pairs[i][j] = i == j ? Pair.SELF : compared;
        }
      }
      return pairs;
    }
  }

  private void blocks(Tensor all, Anchors anchors, Tensor[] found) {
    int count = anchors.count();
    int rows = Math.max(1, PAIRS_AT_ONCE / count);
    Tensor weights = anchors.weights(globalAnchorWeight);
    Tensor loss = Tensor.scalar(0, all.type());
    Tensor gradient = all.mul(0);
    for (int from = 0; from < count; from += rows) {
      int to = Math.min(count, from + rows);
      try (Scope scope = Scope.open()) {
        Block block = block(all, anchors, weights, from, to);
        Tensor own = block.slopes.matMul(all).div(temperature);
        Tensor others =
            block.slopes.transpose(0, 1).matMul(all.slice(0, from, to)).div(temperature);
        loss = scope.keep(loss.add(block.loss));
        gradient = scope.keep(gradient.add(others).add(anchors.placed(own, from, to)));
      }
    }
    found[0] = loss;
    found[1] = gradient;
  }

  /**
   * @param slopes of the loss by the similarities of these rows with all vectors
   */
  private record Block(Tensor loss, Tensor slopes) {}

  private Block block(Tensor all, Anchors anchors, Tensor weights, int from, int to) {
    Tensor similarities = all.slice(0, from, to).matMul(all.transpose(0, 1)).div(temperature);
    Tensor positives = anchors.positives(from, to, windowFrames);
    Tensor candidates = anchors.candidates(from, to, positives, ownNegativeWeight);
    Tensor counts = positives.sum(1, true);
    // An anchor without positives adds nothing and still counts in the mean.
    Tensor has = counts.greater(Tensor.scalar(0, all.type())).to(all.type());
    Tensor shares = positives.div(counts.atLeast(1));
    Tensor row = weights.slice(0, from, to).expand(1).mul(has);
    Tensor counted = candidates.greater(Tensor.scalar(0, all.type()));
    Tensor logs = candidates.atLeast(1e-30).log();
    Tensor shifted =
        Tensor.where(counted, similarities.add(logs), Tensor.scalar(NEVER, all.type()));
    Tensor sums = shifted.logSumExp(1, true);
    Tensor attracted = similarities.mul(shares).sum(1, true);
    Tensor loss = row.mul(sums.sub(attracted)).sum();
    Tensor slopes = shifted.sub(sums).exp().sub(shares).mul(row);
    return new Block(loss, slopes);
  }
}
