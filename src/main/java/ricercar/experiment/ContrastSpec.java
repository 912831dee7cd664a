package ricercar.experiment;

import ricercar.Problem;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.LegacyContrastiveLoss;
import ricercar.loss.LocalWindowLoss;
import ricercar.loss.PairLoss;
import ricercar.train.Contrast;

/** What of a masked model is compared between views. */
public sealed interface ContrastSpec {
  /**
   * @param temperature τ
   * @param frameRate frames a second
   */
  Contrast contrast(double temperature, double frameRate);

  /** The same with another share of the class token, where that makes sense. */
  default ContrastSpec withClassWeight(double classWeight) {
    return this;
  }

  /** Which form of the loss of whole views. */
  enum Form {
    /** The report's A.1. */
    OUT {
      @Override
      PairLoss loss(double temperature) {
        return new ContrastiveLoss(temperature);
      }
    },
    /** That of MaCHUP's public code, whose floor is ln 2. */
    LEGACY {
      @Override
      PairLoss loss(double temperature) {
        return new LegacyContrastiveLoss(temperature);
      }
    };

    abstract PairLoss loss(double temperature);
  }

  /**
   * One vector of each view (A.1).
   *
   * @param classWeight 1: the class token; 0, if null: the mean of the projected tokens; between
   *     them both losses are mixed
   * @param form {@code out} if null
   */
  record Global(Double classWeight, Form form) implements ContrastSpec {
    public Global {
      classWeight = classWeight == null ? 0.0 : classWeight;
      form = form == null ? Form.OUT : form;
      Problem.unless(
          classWeight >= 0 && classWeight <= 1,
          "machup.contrast.classWeight must lie between 0 and 1, but is %s.",
          classWeight);
    }

    @Override
    public Contrast contrast(double temperature, double frameRate) {
      return new Contrast.Global(form.loss(temperature), classWeight);
    }

    @Override
    public ContrastSpec withClassWeight(double weight) {
      return new Global(weight, form);
    }
  }

  /**
   * The hierarchical task: class tokens as global vectors, tokens as local ones.
   *
   * @param windowSeconds w, 2 if null: local vectors at most half of it apart are positives
   * @param globalAnchorWeight share of the global anchors in the loss; 0.5 if null
   * @param ownNegativeWeight of a view's own local vectors against its global one: 1, if null, for
   *     hard negatives, less for soft ones
   */
  record LocalWindow(Double windowSeconds, Double globalAnchorWeight, Double ownNegativeWeight)
      implements ContrastSpec {
    public LocalWindow {
      windowSeconds = windowSeconds == null ? 2.0 : windowSeconds;
      globalAnchorWeight = globalAnchorWeight == null ? 0.5 : globalAnchorWeight;
      ownNegativeWeight = ownNegativeWeight == null ? 1.0 : ownNegativeWeight;
    }

    @Override
    public Contrast contrast(double temperature, double frameRate) {
      return new Contrast.LocalWindow(
          new LocalWindowLoss(
              temperature,
              Math.rint(windowSeconds * frameRate),
              globalAnchorWeight,
              ownNegativeWeight));
    }
  }
}
