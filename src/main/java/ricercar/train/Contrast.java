package ricercar.train;

import ricercar.Problem;
import ricercar.loss.LocalWindowLoss;
import ricercar.loss.PairLoss;
import ricercar.loss.PairMask;
import ricercar.model.Machup;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** What of a masked model's encoded tokens is compared between the views of a batch. */
public sealed interface Contrast {
  /**
   * @param encoded class token and visible tokens, [views, 1 + visible, width]
   * @param clips the clip of each view
   * @param visible the frame of each visible token
   * @return a scalar
   */
  Tensor of(Machup model, Tensor encoded, int[] clips, long[][] visible);

  /**
   * One vector of each view, drawn to those of the same clip's other views (report A.1).
   *
   * @param loss A.1 or its legacy form
   * @param classWeight 1: the projected class token; 0: the mean of the projected visible tokens;
   *     between them both losses are mixed
   */
  record Global(PairLoss loss, double classWeight) implements Contrast {
    public Global {
      Problem.unless(
          classWeight >= 0 && classWeight <= 1,
          "classWeight must lie between 0 and 1, but is %s.",
          classWeight);
    }

    @Override
    public Tensor of(Machup model, Tensor encoded, int[] clips, long[][] visible) {
      PairMask pairs = PairMask.ownViews(clips);
      if (classWeight == 1) {
        return ofClass(model, encoded, pairs);
      }
      if (classWeight == 0) {
        return ofMean(model, encoded, pairs);
      }
      return Scope.run(
          () ->
              ofClass(model, encoded, pairs)
                  .mul(classWeight)
                  .add(ofMean(model, encoded, pairs).mul(1 - classWeight)));
    }

    private Tensor ofClass(Machup model, Tensor encoded, PairMask pairs) {
      return loss.of(model.projectedClass(encoded), pairs);
    }

    private Tensor ofMean(Machup model, Tensor encoded, PairMask pairs) {
      return loss.of(model.projectedTokens(encoded).mean(1, false), pairs);
    }
  }

  /**
   * The projected class token as global vector and the projected visible tokens as local ones, at
   * their frames in the unmasked sequence (report A.2, second iteration).
   */
  record LocalWindow(LocalWindowLoss loss) implements Contrast {
    @Override
    public Tensor of(Machup model, Tensor encoded, int[] clips, long[][] visible) {
      return Scope.run(
          () ->
              loss.of(
                  model.projectedClass(encoded), model.projectedTokens(encoded), clips, visible));
    }
  }
}
